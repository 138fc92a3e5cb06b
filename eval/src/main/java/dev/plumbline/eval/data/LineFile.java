package dev.plumbline.eval.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A text file whose lines are told once, each with where it stands, and read again from there: so
 * that who keeps the places alone reads files that are larger than memory.
 */
public final class LineFile implements Closeable {
    /** No line of a text is longer; what is, is no text. */
    private static final int LINE_BYTES_MAX = 64 << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Charset charset;
    private final FileChannel channel;

    private LineFile(Charset charset, FileChannel channel) {
        this.charset = charset;
        this.channel = channel;
    }

    /**
     * Opens a file. What can be read only once, such as a pipe, is copied first.
     *
     * @throws NoSuchFileException if it is not there
     */
    public static LineFile open(Path file, Charset charset) throws IOException {
        if (Files.isRegularFile(file)) {
            return new LineFile(charset, FileChannel.open(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return copy(in, charset);
        }
    }

    /** Copies what comes into a file that is gone when this is closed. */
    public static LineFile copy(InputStream in, Charset charset) throws IOException {
        Path file = Files.createTempFile("plumbline-lines-", ".txt");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return new LineFile(
                    charset,
                    FileChannel.open(
                            file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    /** Whether there is not a byte. */
    public boolean isEmpty() throws IOException {
        return channel.size() == 0;
    }

    /** Told a line. */
    @FunctionalInterface
    public interface Reader {
        /**
         * A line without its end.
         *
         * @param number from 1
         * @param from the byte at which it begins
         * @param to one past its last byte, its end included
         */
        void accept(String line, long number, long from, long to) throws IOException;
    }

    /** Tells all lines in order; the last may lack its end. */
    public void forEach(Reader reader) throws IOException {
        channel.position(0);
        // Not closed: that would close the channel, from which lines are read again.
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 1;
        long from = 0;
        long at = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            at++;
            if (b == '\n') {
                reader.accept(line.toString(charset), number++, from, at);
                line.reset();
                from = at;
            } else if (line.size() < LINE_BYTES_MAX) {
                line.write(b);
            } else {
                throw new IOException(
                        "line %d is longer than %d MiB".formatted(number, LINE_BYTES_MAX >> 20));
            }
        }
        if (line.size() > 0) {
            reader.accept(line.toString(charset), number, from, at);
        }
    }

    /** The text between two places, at most 2 GiB of it; shorter where the file ends. */
    public String text(long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, from + bytes.position());
        }
        return new String(bytes.array(), 0, bytes.position(), charset);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
