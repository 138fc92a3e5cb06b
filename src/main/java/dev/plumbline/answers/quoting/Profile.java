package dev.plumbline.answers.quoting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * All that is fitted or set for answers by quotes; a collection may have its own.
 *
 * @param fitted how the values came about: data, command, what was measured; for people
 * @param tokens the models where the embedder shows token vectors
 * @param words the models that do without; its ranker also chooses which sentences are encoded
 * @param passagesMax how many passages are looked into, above 0
 * @param sentencesMax how many sentences are encoded for a question, above 0
 * @param mass quotes are taken until the ranker's belief in them adds up to this, 0 to 1
 * @param quotesMax most sentences quoted
 * @param few how much less is believed where only few passages are in scope
 */
public record Profile(
        Map<String, String> fitted,
        Models tokens,
        Models words,
        int passagesMax,
        int sentencesMax,
        double mass,
        int quotesMax,
        Few few) {

    private static final String STANDARD = "/dev/plumbline/answers/quoting/profile.json";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * The fitted models.
     *
     * @param ranker scores sentences by the names of {@link SentenceFeature}
     * @param answerability the log odds that there is an answer, by the names of {@link
     *     AnswerFeature}
     * @param threshold the confidence from which on a question is answered, 0 to 1
     */
    public record Models(LinearModel ranker, LinearModel answerability, double threshold) {}

    /**
     * Corrects the log odds in collections of few passages, where whatever comes nearest looks
     * certain for want of others: fully with one passage, half as much with two, and so on.
     *
     * @param slope the log odds are multiplied by this, above 0
     * @param bias added then
     */
    public record Few(double slope, double bias) {
        public Few {
            if (!(slope > 0)) {
                throw new IllegalArgumentException("A correction's slope is above 0.");
            }
        }

        double corrected(double logOdds, int passages) {
            double share = 1.0 / Math.max(1, passages);
            return (1 - share) * logOdds + share * (slope * logOdds + bias);
        }
    }

    public Profile {
        fitted = Map.copyOf(fitted);
        if (passagesMax < 1 || sentencesMax < 1 || quotesMax < 1 || !(mass > 0 && mass <= 1)) {
            throw new IllegalArgumentException(
                    "A profile's limits are above 0 and its mass is at most 1.");
        }
    }

    /** The one that ships. */
    public static Profile standard() {
        try (InputStream in = Profile.class.getResourceAsStream(STANDARD)) {
            if (in == null) {
                throw new IllegalStateException(STANDARD + " is not in the class path.");
            }
            return JSON.readValue(in, Profile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The quoting profile that ships cannot be read.", e);
        }
    }

    /** A profile from its JSON. */
    public static Profile ofJson(String json) throws IOException {
        return JSON.readValue(json, Profile.class);
    }

    /** The profile as JSON, fit for {@link #ofJson}. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (IOException e) {
            throw new UncheckedIOException("A profile in memory can be written.", e);
        }
    }

    /** Names these values: "quoting-" and a hash of all that has an effect. */
    @JsonIgnore
    public String version() {
        String all =
                "%s %s %d %d %s %d %s"
                        .formatted(tokens, words, passagesMax, sentencesMax, mass, quotesMax, few);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(all.getBytes(StandardCharsets.UTF_8));
            return "quoting-" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
