package dev.plumbline.inference.tensor;

import java.util.Locale;
import java.util.Optional;

/**
 * How the elements of a tensor are stored. Quantised types store a row as blocks of {@link
 * #blockElements} elements in {@link #blockBytes} bytes; ids and layouts are those of ggml.
 */
public enum DType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q8_1(9, 32, 36),
    Q2_K(10, 256, 84),
    Q3_K(11, 256, 110),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
    Q8_K(15, 256, 292),
    IQ2_XXS(16, 256, 66),
    IQ2_XS(17, 256, 74),
    IQ3_XXS(18, 256, 98),
    IQ1_S(19, 256, 50),
    IQ4_NL(20, 32, 18),
    IQ3_S(21, 256, 110),
    IQ2_S(22, 256, 82),
    IQ4_XS(23, 256, 136),
    I8(24, 1, 1),
    I16(25, 1, 2),
    I32(26, 1, 4),
    I64(27, 1, 8),
    F64(28, 1, 8),
    IQ1_M(29, 256, 56),
    BF16(30, 1, 2),
    TQ1_0(34, 256, 54),
    TQ2_0(35, 256, 66),
    MXFP4(39, 32, 17),
    NVFP4(40, 64, 36),
    Q1_0(41, 128, 18),
    Q2_0(42, 64, 18);

    private static final int IDS = 64;
    private static final DType[] BY_ID = new DType[IDS];

    static {
        for (DType type : values()) {
            BY_ID[type.ggmlId] = type;
        }
    }

    private final int ggmlId;
    private final int blockElements;
    private final int blockBytes;

    DType(int ggmlId, int blockElements, int blockBytes) {
        this.ggmlId = ggmlId;
        this.blockElements = blockElements;
        this.blockBytes = blockBytes;
    }

    /** The type with ggml's number, if it is one of these. */
    public static Optional<DType> ofGgmlId(long id) {
        return id < 0 || id >= IDS ? Optional.empty() : Optional.ofNullable(BY_ID[(int) id]);
    }

    /** Elements of a block: 1 for plain types. */
    public int blockElements() {
        return blockElements;
    }

    /** Bytes of a block. */
    public int blockBytes() {
        return blockBytes;
    }

    /** ggml's number for the type. */
    public int ggmlId() {
        return ggmlId;
    }

    /** Whether elements share a block with a scale. */
    public boolean quantized() {
        return blockElements > 1;
    }

    /**
     * Bytes of so many elements of one row.
     *
     * @throws ArithmeticException where the count is no multiple of the block or the bytes exceed a
     *     long
     */
    public long bytes(long elements) {
        if (elements < 0 || elements % blockElements != 0) {
            throw new ArithmeticException(
                    "%d elements are no whole number of %s blocks of %d"
                            .formatted(elements, this, blockElements));
        }
        return Math.multiplyExact(elements / blockElements, (long) blockBytes);
    }

    /** The name in lower case, as fixtures and tools write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
