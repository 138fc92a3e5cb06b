package dev.plumbline.inference.engine;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.model.Decoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Runs a fixed prompt through a freshly loaded model, twice: what is not finite or not the same
 * again must not serve.
 */
public final class SelfCheck {
    private static final int PROMPT = 24;
    private static final int TOKENS = 8;
    private static final int STRIDE = 7919;

    private SelfCheck() {}

    /**
     * Checks a decoder.
     *
     * @return the SHA-256 of the greedy continuation, to compare with what the same file gave
     *     before
     * @throws InferenceException code {@code self_check_failed}
     */
    public static String run(Decoder decoder) {
        int[] prompt = new int[Math.min(PROMPT, Math.max(1, decoder.limits().context() - TOKENS))];
        Arrays.setAll(
                prompt,
                i -> (int) ((long) i * STRIDE % decoder.config().dimensions().vocabulary()));
        int count = Math.min(TOKENS, decoder.limits().context() - prompt.length);
        try (LogitsRun run = new LogitsRun(decoder)) {
            LogitsRun.Result first = run.run(prompt, count);
            for (float logit : first.last()) {
                if (!Float.isFinite(logit)) {
                    throw failed(decoder, "logits are not finite");
                }
            }
            LogitsRun.Result second = run.run(prompt, count);
            if (!Arrays.equals(first.last(), second.last())
                    || !Arrays.equals(first.greedy(), second.greedy())) {
                throw failed(decoder, "two runs of one prompt differ");
            }
            return hash(first.greedy());
        }
    }

    private static InferenceException failed(Decoder decoder, String why) {
        return new InferenceException(
                "self_check_failed",
                "The model %s fails its check at load: %s. The file or the kernels (%s) are broken."
                        .formatted(decoder.config().name(), why, decoder.kernels().description()));
    }

    private static String hash(int[] tokens) {
        ByteBuffer bytes = ByteBuffer.allocate(tokens.length * Integer.BYTES);
        for (int token : tokens) {
            bytes.putInt(token);
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
