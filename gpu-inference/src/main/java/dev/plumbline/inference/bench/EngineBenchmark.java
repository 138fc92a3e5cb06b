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
    /** Tokens of the prompt that is read. */
    public static final int PROMPT = 512;

    private static final int WARM_STEPS = 6;

    private final Decoder decoder;
    private final Kernels kernels;
    private final Random random = new Random(1);
    private final int vocabulary;

    /** For an open model, whose memory must stay mapped. */
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

    /** Seconds from a prompt of {@link #PROMPT} tokens to its first token. */
    public double prefillSeconds() {
        try (KvMemory cache =
                kernels.allocateCache(
                        decoder.cacheLayout(KvLayout.blocksFor(PROMPT), KvLayout.Type.F16))) {
            Step step = prompt();
            long start = System.nanoTime();
            draw(decoder.forward(step, cache), 1);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Tokens a second of so many sequences together, each of which gets {@code tokens}. */
    public double decodeTokensPerSecond(int sequences, int tokens) {
        int blocks = KvLayout.blocksFor(WARM_STEPS + tokens);
        try (KvMemory cache =
                kernels.allocateCache(decoder.cacheLayout(sequences * blocks, KvLayout.Type.F16))) {
            int position = 0;
            while (position < WARM_STEPS) {
                draw(decoder.forward(next(sequences, blocks, position++), cache), sequences);
            }
            long start = System.nanoTime();
            for (int i = 0; i < tokens; i++) {
                draw(decoder.forward(next(sequences, blocks, position++), cache), sequences);
            }
            return sequences * tokens * 1e9 / (System.nanoTime() - start);
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
}
