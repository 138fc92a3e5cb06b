package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.io.InputStream;

/** A buffer for one thread: the JDK's own takes a lock for each byte that is asked for. */
final class SingleThreadInput extends InputStream {
    private final InputStream source;
    private final byte[] buffer = new byte[1 << 14];
    private int next;
    private int end;

    SingleThreadInput(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == end && length >= buffer.length) {
            return source.read(target, offset, length);
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(length, end - next);
        System.arraycopy(buffer, next, target, offset, some);
        next += some;
        return some;
    }

    private boolean fill() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, source.read(buffer, 0, buffer.length));
        }
        return next < end;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
