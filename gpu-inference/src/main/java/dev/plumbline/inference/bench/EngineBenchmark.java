package dev.plumbline.inference.bench;

import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Buffer;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.kernel.KvMemory;
import dev.plumbline.inference.kernel.Sampling;
import dev.plumbline.inference.kernel.Step;
import dev.plumbline.inference.model.Decoder;
import dev.plumbline.inference.model.StepLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Prefill and decoding of one model, by steps of the kind that the engine makes. */
public final class EngineBenchmark {
    private static final int PROMPT = 512;
    private static final int WARM_STEPS = 6;

    private final Decoder decoder;
    private final Kernels kernels;
    private final Random random = new Random(1);
    private final int vocabulary;

    /**
     * Figures of one batch size.
     *
     * @param sequences decoding side by side
     * @param tokensPerSecond of all together
     */
    public record Decoding(int sequences, double tokensPerSecond) {}

    /**
     * What was measured.
     *
     * @param prefillTokensPerSecond of one prompt of 512 tokens
     * @param firstTokenMillis from a prompt of 512 tokens to its first token
     * @param bytesPerToken weights that a token of one sequence reads
     */
    public record Figures(
            double prefillTokensPerSecond,
            double firstTokenMillis,
            List<Decoding> decoding,
            long bytesPerToken) {
        public Figures {
            decoding = List.copyOf(decoding);
        }
    }

    /** For an open model. */
    public EngineBenchmark(ModelFile model, Kernels kernels, int sequencesMax) {
        this.kernels = kernels;
        vocabulary = model.config().dimensions().vocabulary();
        decoder =
                new Decoder(
                        model.config(),
                        model,
                        kernels,
                        new StepLimits(PROMPT, sequencesMax, 2 * PROMPT));
    }

    /**
     * Measures.
     *
     * @param batches numbers of sequences
     * @param rounds each figure is the median of so many
     * @param tokens generated in a round
     */
    public Figures run(List<Integer> batches, int rounds, int tokens, long bytesPerToken) {
        List<Decoding> decoding = new ArrayList<>();
        for (int batch : batches) {
            decoding.add(new Decoding(batch, decode(batch, rounds, tokens)));
        }
        double seconds = prefill(rounds);
        return new Figures(PROMPT / seconds, seconds * 1000, decoding, bytesPerToken);
    }

    private double prefill(int rounds) {
        try (KvMemory cache =
                kernels.allocateCache(
                        decoder.cacheLayout(KvLayout.blocksFor(PROMPT), KvLayout.Type.F16))) {
            List<Double> seconds = new ArrayList<>();
            for (int round = -1; round < rounds; round++) {
                Step step = prompt();
                long start = System.nanoTime();
                draw(decoder.forward(step, cache), 1);
                if (round >= 0) {
                    seconds.add((System.nanoTime() - start) / 1e9);
                }
            }
            return median(seconds);
        }
    }

    private double decode(int batch, int rounds, int tokens) {
        int length = WARM_STEPS + rounds * tokens;
        int blocks = KvLayout.blocksFor(length);
        try (KvMemory cache =
                kernels.allocateCache(decoder.cacheLayout(batch * blocks, KvLayout.Type.F16))) {
            int position = 0;
            for (; position < WARM_STEPS; position++) {
                draw(decoder.forward(next(batch, blocks, position), cache), batch);
            }
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                for (int i = 0; i < tokens; i++) {
                    draw(decoder.forward(next(batch, blocks, position++), cache), batch);
                }
                rates.add(batch * tokens * 1e9 / (System.nanoTime() - start));
            }
            return median(rates);
        }
    }

    private void draw(Buffer logits, int rows) {
        kernels.read(kernels.sample(logits, Collections.nCopies(rows, Sampling.greedy())));
    }

    private Step prompt() {
        int[] positions = new int[PROMPT];
        Arrays.setAll(positions, i -> i);
        int[] blocks = new int[KvLayout.blocksFor(PROMPT)];
        Arrays.setAll(blocks, i -> i);
        return new Step(
                random.ints(PROMPT, 0, vocabulary).toArray(),
                positions,
                new int[PROMPT],
                List.of(blocks),
                new int[] {PROMPT},
                new int[] {PROMPT - 1},
                new int[0]);
    }

    private Step next(int batch, int blocksEach, int position) {
        int[] positions = new int[batch];
        int[] order = new int[batch];
        int[] lengths = new int[batch];
        List<int[]> blocks = new ArrayList<>();
        for (int s = 0; s < batch; s++) {
            int first = s * blocksEach;
            positions[s] = position;
            order[s] = s;
            lengths[s] = position + 1;
            int[] own = new int[blocksEach];
            Arrays.setAll(own, i -> first + i);
            blocks.add(own);
        }
        int[] tokens = random.ints(batch, 0, vocabulary).toArray();
        return new Step(tokens, positions, order, blocks, lengths, order.clone(), new int[0]);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
