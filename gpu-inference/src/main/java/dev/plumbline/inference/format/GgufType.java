package dev.plumbline.inference.format;

/** The value types of GGUF metadata, in the order of their numbers. */
enum GgufType {
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    FLOAT32(4),
    BOOL(1),
    STRING(0),
    ARRAY(0),
    UINT64(8),
    INT64(8),
    FLOAT64(8);

    private static final GgufType[] ALL = values();

    /** Bytes of a value; 0 where it depends on the value. */
    final int bytes;

    GgufType(int bytes) {
        this.bytes = bytes;
    }

    static GgufType of(long number, String what) {
        if (number < 0 || number >= ALL.length) {
            throw FormatException.corrupt(
                    "%s has type %d; types go to %d.".formatted(what, number, ALL.length - 1));
        }
        return ALL[(int) number];
    }
}
