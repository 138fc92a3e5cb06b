package dev.plumbline.inference.engine;

import dev.plumbline.inference.kernel.Buffer;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.kernel.KvMemory;
import dev.plumbline.inference.kernel.Sampling;
import dev.plumbline.inference.kernel.Step;
import dev.plumbline.inference.model.Decoder;
import java.util.Arrays;
import java.util.List;

/**
 * One sequence at a time, for checks and measurements: logits of the prompt's last token and the
 * greedy continuation. Cache in f32.
 */
public final class LogitsRun implements AutoCloseable {
    private final Decoder decoder;
    private final KvMemory cache;
    private final int[] blocks;

    /**
     * What a prompt gives.
     *
     * @param last logits of the last position, [vocabulary]
     * @param greedy the most probable tokens, each after the ones before
     */
    @SuppressWarnings("ArrayRecordComponent") // results on their way to a file
    public record Result(float[] last, int[] greedy) {}

    /** For one decoder, which it does not close. */
    public LogitsRun(Decoder decoder) {
        this.decoder = decoder;
        blocks = new int[KvLayout.blocksFor(decoder.limits().context())];
        Arrays.setAll(blocks, i -> i);
        cache =
                decoder.kernels()
                        .allocateCache(decoder.cacheLayout(blocks.length, KvLayout.Type.F32));
    }

    /**
     * Runs a prompt and {@code count} greedy tokens after it; an end token is a token like any
     * other.
     */
    public Result run(int[] prompt, int count) {
        int reach = prompt.length + count;
        Buffer logits = read(prompt, reach);
        float[] last = decoder.kernels().read(logits, 1);
        int[] greedy = new int[count];
        for (int i = 0; i < count; i++) {
            greedy[i] =
                    decoder.kernels()
                            .read(decoder.kernels().sample(logits, List.of(Sampling.greedy())))
                            .getFirst()
                            .token();
            if (i + 1 < count) {
                logits = decoder.forward(step(greedy, i, i + 1, prompt.length, reach), cache);
            }
        }
        return new Result(last, greedy);
    }

    private Buffer read(int[] prompt, int reach) {
        int most = decoder.limits().tokens();
        int start = 0;
        while (prompt.length - start > most) {
            decoder.forward(step(prompt, start, start + most, 0, reach), cache);
            start += most;
        }
        return decoder.forward(step(prompt, start, prompt.length, 0, reach), cache);
    }

    /** Tokens [from, to) of {@code ids} as a step, {@code offset} positions on. */
    private Step step(int[] ids, int from, int to, int offset, int reach) {
        int size = to - from;
        int[] positions = new int[size];
        Arrays.setAll(positions, i -> offset + from + i);
        return new Step(
                Arrays.copyOfRange(ids, from, to),
                positions,
                new int[size],
                List.of(blocks),
                new int[] {offset + to},
                new int[] {reach},
                new int[] {size - 1},
                new int[0]);
    }

    @Override
    public void close() {
        cache.close();
    }
}
