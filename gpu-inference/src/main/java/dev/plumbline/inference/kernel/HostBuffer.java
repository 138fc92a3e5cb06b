package dev.plumbline.inference.kernel;

/** A buffer on the Java heap. */
@SuppressWarnings("ArrayRecordComponent") // it is the memory
record HostBuffer(float[] values, int rows, int columns) implements Buffer {
    static HostBuffer of(int rows, int columns) {
        return new HostBuffer(new float[Math.multiplyExact(rows, columns)], rows, columns);
    }

    static float[] values(Buffer buffer) {
        return switch (buffer) {
            case HostBuffer host -> host.values;
        };
    }
}
