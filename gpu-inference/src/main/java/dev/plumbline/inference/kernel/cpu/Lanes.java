package dev.plumbline.inference.kernel.cpu;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The shape of vectors on this machine, bytes as floats, and sums over lanes in a fixed order. */
public final class Lanes {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    static final VectorSpecies<Byte> BYTES = part(byte.class, 4);
    static final VectorSpecies<Short> SHORTS = part(short.class, 2);
    static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private static final int L = FLOATS.length();
    private static final VectorShuffle<Float> BY_8 = shuffle(8);
    private static final VectorShuffle<Float> BY_4 = shuffle(4);
    private static final VectorShuffle<Float> BY_2 = shuffle(2);
    private static final VectorShuffle<Float> BY_1 = shuffle(1);

    private Lanes() {}

    /** Floats in a vector. */
    public static int count() {
        return L;
    }

    /** Bits of a vector. */
    public static int bits() {
        return FLOATS.vectorBitSize();
    }

    /** Whether vectors are wide enough for the paths that widen bytes to floats. */
    static boolean wide() {
        return L >= 8;
    }

    // ---- for loops with few vectors only: in larger ones the compiler stops inlining helpers

    /** Signed bytes as floats. */
    static FloatVector signed(MemorySegment w, long at) {
        return (FloatVector)
                ByteVector.fromMemorySegment(BYTES, w, at, LE)
                        .convertShape(VectorOperators.B2F, FLOATS, 0);
    }

    /** The sum over lanes, halves first: always in the same order, unlike {@code reduceLanes}. */
    static float sum(FloatVector v) {
        FloatVector s = v;
        if (L >= 16) {
            s = s.add(s.rearrange(BY_8));
        }
        if (L >= 8) {
            s = s.add(s.rearrange(BY_4));
        }
        s = s.add(s.rearrange(BY_2));
        s = s.add(s.rearrange(BY_1));
        return s.lane(0);
    }

    private static VectorShuffle<Float> shuffle(int distance) {
        return VectorShuffle.fromOp(FLOATS, i -> (i + distance) % FLOATS.length());
    }

    /** As many lanes as there are floats, of a type {@code divisor} times smaller. */
    private static <E> VectorSpecies<E> part(Class<E> type, int divisor) {
        int bits = Math.max(64, FLOATS.vectorBitSize() / divisor);
        return VectorSpecies.of(type, VectorShape.forBitSize(bits));
    }
}
