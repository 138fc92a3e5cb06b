package dev.plumbline.inference.kernel.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What this machine can read and multiply at most, measured with the same threads and vectors as
 * the kernels use.
 */
public final class MachineCeilings {
    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final int L = F.length();
    private static final long BYTES = 512L << 20;
    private static final long PART_BYTES = 4L << 20;
    private static final int TURNS = 4_000_000;
    private static final int ROUNDS = 5;

    private MachineCeilings() {}

    /** Bytes a second that all threads together read from memory; the best of several rounds. */
    public static double readBytesPerSecond(Workers workers) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(BYTES, 64);
            int parts = (int) (BYTES / PART_BYTES);
            float[] sums = new float[parts];
            double best = 0;
            for (int round = 0; round < ROUNDS + 2; round++) {
                long start = System.nanoTime();
                workers.run(parts, (part, _) -> sums[part] = read(memory, part * PART_BYTES));
                best = Math.max(best, BYTES * 1e9 / (System.nanoTime() - start));
            }
            return best;
        }
    }

    private static float read(MemorySegment memory, long from) {
        FloatVector a = FloatVector.zero(F);
        FloatVector b = FloatVector.zero(F);
        FloatVector c = FloatVector.zero(F);
        FloatVector d = FloatVector.zero(F);
        long quarter = PART_BYTES / 4;
        for (long at = from; at < from + quarter; at += L * 4L) {
            a = a.add(FloatVector.fromMemorySegment(F, memory, at, ByteOrder.LITTLE_ENDIAN));
            b =
                    b.add(
                            FloatVector.fromMemorySegment(
                                    F, memory, at + quarter, ByteOrder.LITTLE_ENDIAN));
            c =
                    c.add(
                            FloatVector.fromMemorySegment(
                                    F, memory, at + 2 * quarter, ByteOrder.LITTLE_ENDIAN));
            d =
                    d.add(
                            FloatVector.fromMemorySegment(
                                    F, memory, at + 3 * quarter, ByteOrder.LITTLE_ENDIAN));
        }
        return Lanes.sum(a.add(b).add(c.add(d)));
    }

    /**
     * Floating point operations a second (a multiply-add is two) of all threads together; the best
     * of several rounds.
     */
    public static double operationsPerSecond(Workers workers) {
        int threads = workers.size();
        float[] sums = new float[threads];
        double best = 0;
        for (int round = 0; round < ROUNDS + 2; round++) {
            long start = System.nanoTime();
            workers.run(threads, (task, _) -> sums[task] = multiply());
            double operations = 2.0 * 10 * L * TURNS * threads;
            best = Math.max(best, operations * 1e9 / (System.nanoTime() - start));
        }
        return best;
    }

    private static float multiply() {
        FloatVector x = FloatVector.broadcast(F, 0.999f);
        FloatVector a = FloatVector.zero(F);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        FloatVector i = a;
        FloatVector j = a;
        for (int turn = 0; turn < TURNS; turn++) {
            a = a.fma(x, x);
            b = b.fma(x, x);
            c = c.fma(x, x);
            d = d.fma(x, x);
            e = e.fma(x, x);
            f = f.fma(x, x);
            g = g.fma(x, x);
            h = h.fma(x, x);
            i = i.fma(x, x);
            j = j.fma(x, x);
        }
        return Lanes.sum(a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j));
    }
}
