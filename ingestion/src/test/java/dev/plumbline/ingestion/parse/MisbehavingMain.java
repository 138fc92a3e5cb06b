package dev.plumbline.ingestion.parse;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A parser process that does what the endings of its files' names say, and else reads plain text;
 * it needs no library, so that it starts at once.
 */
public final class MisbehavingMain {
    private MisbehavingMain() {}

    /** Runs as {@link ParserMain} does. */
    public static void main(String[] arguments) throws IOException {
        ParserMain.serve(
                arguments,
                (limits, folder) ->
                        request -> {
                            try {
                                misbehave(request);
                                return read(Files.readString(request.file()));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private static ParseOutcome read(String text) {
        return new ParseOutcome.Parsed(PlainText.parse(text, "text/plain"));
    }

    /** The file that a process makes beside one in which it hangs. */
    static Path sign(Path file) {
        return file.resolveSibling(file.getFileName() + ".hangs");
    }

    /**
     * Parses two files by a pool of these and lives on until its parent ends it. Arguments: a
     * harmless file, one to hang in, the pool's folder.
     */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            var settings = ParserSettings.standard(Path.of(arguments[2])).withHeapMebibytes(64);
            try (var pool = new ParserPool(settings, MisbehavingMain.class)) {
                pool.parse(request(arguments[0]), Lane.SHARED);
                pool.parse(request(arguments[1]), Lane.SUSPECT);
            }
        }

        private static ParseRequest request(String path) {
            Path file = Path.of(path);
            return new ParseRequest(file, String.valueOf(file.getFileName()), null);
        }
    }

    private static void misbehave(ParseRequest request) throws IOException {
        String name = request.name();
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "hang" -> {
                Files.createFile(sign(request.file()));
                hang();
            }
            case "environment" ->
                    Files.writeString(request.file(), String.join(" ", System.getenv().keySet()));
            case "crash" -> Runtime.getRuntime().halt(139);
            case "hoard" -> hoard();
            case "shout" -> System.out.println("Printed by a library where answers belong");
            case "garbage" -> garbage();
            case "twice" -> say(answer(1));
            case "throw" -> throw new IllegalStateException("a defect of the parser");
            default -> {}
        }
    }

    private static void hang() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000_000);
        }
    }

    private static void hoard() {
        var hoarded = new ArrayList<byte[]>();
        while (hoarded.size() < 1_000_000) {
            hoarded.add(new byte[1 << 20]);
        }
    }

    private static void garbage() {
        byte[] bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        bytes[0] = 'X';
        say(bytes);
        hang();
    }

    /** An answer that says that a file is empty. */
    private static byte[] answer(int number) {
        return ("F\0\0\0" + (char) number + "\0\5EMPTY\0\5Empty")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void say(byte[] bytes) {
        try (var pipe = new FileOutputStream(FileDescriptor.out)) {
            pipe.write(bytes);
            pipe.flush();
            hang(); // closing the stream would close the pipe
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
