package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.io.OutputStream;

/** A buffer for one thread: the JDK's own takes a lock for each byte that is written. */
final class SingleThreadOutput extends OutputStream {
    private final OutputStream target;
    private final byte[] buffer = new byte[1 << 14];
    private int count;

    SingleThreadOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
        if (count == buffer.length) {
            drain();
        }
        buffer[count++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (length > buffer.length - count) {
            drain();
        }
        if (length > buffer.length) {
            target.write(source, offset, length);
            return;
        }
        System.arraycopy(source, offset, buffer, count, length);
        count += length;
    }

    private void drain() throws IOException {
        target.write(buffer, 0, count);
        count = 0;
    }

    @Override
    public void flush() throws IOException {
        drain();
        target.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        target.close();
    }
}
