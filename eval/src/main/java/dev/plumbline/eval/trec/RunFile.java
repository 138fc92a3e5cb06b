package dev.plumbline.eval.trec;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of a run, read twice: once to see what there is, and once topic by topic. A file stays
 * where it is; what can be read only once is held. Bytes are characters here, as ids compare by
 * bytes.
 */
sealed interface RunFile extends Closeable {
    /** A buffer from which the lines are read the first time; a longer line makes it grow. */
    int BLOCK_BYTES = 1 << 20;

    /** All bytes from the first. */
    InputStream stream() throws IOException;

    /** Some bytes, as characters. */
    String text(long from, long to) throws IOException;

    /**
     * Opens a run.
     *
     * @throws TrecFailure if it cannot be read or is an empty file
     */
    static RunFile open(String path) {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length > 0) {
                    return new Held(bytes);
                }
            } else if (Files.size(file) > 0) {
                return new OnDisk(file, FileChannel.open(file));
            }
        } catch (IOException | InvalidPathException unreadable) {
            // Told as an empty one: the next line.
        }
        throw unreadable(path);
    }

    /** What comes in; it may be empty. */
    static RunFile of(InputStream in, String path) {
        try {
            return new Held(in.readAllBytes());
        } catch (IOException unreadable) {
            throw unreadable(path);
        }
    }

    static TrecFailure unreadable(String path) {
        return new TrecFailure(
                TrecFailure.UNREADABLE, "cannot read the run '" + path + "', or it is empty");
    }

    /** Told the text of whole lines, and where it begins. */
    @FunctionalInterface
    interface Lines {
        void accept(String text, long start);
    }

    /** Tells all lines, as many at once as fit a buffer; only the last may lack its end. */
    default void forEach(Lines reader) throws IOException {
        byte[] buffer = new byte[BLOCK_BYTES];
        int filled = 0;
        long start = 0;
        try (InputStream in = stream()) {
            int read = in.read(buffer);
            while (read > 0) {
                filled += read;
                int end = lastLineEnd(buffer, filled);
                if (end > 0) {
                    reader.accept(new String(buffer, 0, end, StandardCharsets.ISO_8859_1), start);
                    filled -= end;
                    start += end;
                    System.arraycopy(buffer, end, buffer, 0, filled);
                } else if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * filled);
                }
                read = in.read(buffer, filled, buffer.length - filled);
            }
        }
        if (filled > 0) {
            reader.accept(new String(buffer, 0, filled, StandardCharsets.ISO_8859_1), start);
        }
    }

    /** One past the last line end; 0 where there is none. */
    private static int lastLineEnd(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** A file. */
    record OnDisk(Path file, FileChannel channel) implements RunFile {
        @Override
        public InputStream stream() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public String text(long from, long to) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
            int read = channel.read(bytes, from);
            while (bytes.hasRemaining() && read > 0) {
                read = channel.read(bytes, from + bytes.position());
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** What is held. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Held(byte[] bytes) implements RunFile {
        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public String text(long from, long to) {
            return new String(bytes, (int) from, (int) (to - from), StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
