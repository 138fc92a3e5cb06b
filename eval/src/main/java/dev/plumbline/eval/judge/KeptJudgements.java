package dev.plumbline.eval.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model said as a judge, in a file of a line each, so that who judges the same again asks
 * nothing. The n-th time that the same is judged takes the n-th answer to it: judgements that are
 * repeated for their variance stay apart. Failures are not kept. Safe for use by several threads.
 */
public final class KeptJudgements {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int HASH_BYTES = 16;

    private final @Nullable Path file;
    private final Map<String, List<String>> answers = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private int reused;

    private KeptJudgements(@Nullable Path file) {
        this.file = file;
    }

    /** Keeps nothing. */
    public static KeptJudgements none() {
        return new KeptJudgements(null);
    }

    /**
     * Those of a file, which need not be there; a line that a kill tore is passed over.
     *
     * @throws EvalException if the file cannot be read or written
     */
    public static KeptJudgements in(Path file) {
        KeptJudgements kept = new KeptJudgements(file);
        try {
            if (Files.exists(file)) {
                String text = Files.readString(file);
                text.lines().forEach(kept::read);
                if (!text.isEmpty() && !text.endsWith("\n")) {
                    Files.writeString(file, "\n", StandardOpenOption.APPEND);
                }
            } else if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
        } catch (IOException failure) {
            throw new EvalException("Cannot keep judgements in " + file + ".", failure);
        }
        return kept;
    }

    private void read(String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (node.path("asked").isTextual() && node.path("answer").isTextual()) {
                hold(node.path("asked").asText(), node.path("answer").asText());
            }
        } catch (JsonProcessingException torn) {
            // It is asked again.
        }
    }

    private void hold(String key, String answer) {
        answers.computeIfAbsent(key, k -> new ArrayList<>(1)).add(answer);
    }

    /** How many answers were taken from the file. */
    public synchronized int reused() {
        return reused;
    }

    /** The name of what was asked of whom. */
    static String key(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The next answer to the same, where one is kept. */
    synchronized Optional<String> next(String key) {
        List<String> known = answers.getOrDefault(key, List.of());
        int next = taken.getOrDefault(key, 0);
        if (next >= known.size()) {
            return Optional.empty();
        }
        taken.put(key, next + 1);
        reused++;
        return Optional.of(known.get(next));
    }

    /** Keeps an answer that was just given. */
    synchronized void keep(String key, String answer) {
        if (file == null) {
            return;
        }
        hold(key, answer);
        taken.merge(key, 1, Integer::sum);
        try {
            String line = MAPPER.writeValueAsString(Map.of("asked", key, "answer", answer));
            Files.writeString(
                    file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new EvalException("Cannot keep judgements in " + file + ".", failure);
        }
    }
}
