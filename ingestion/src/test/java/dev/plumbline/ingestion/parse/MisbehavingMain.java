package dev.plumbline.ingestion.parse;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A parser process that does what the endings of its files' names say, and else parses. */
public final class MisbehavingMain {
    private MisbehavingMain() {}

    /** Runs as {@link ParserMain} does. */
    public static void main(String[] arguments) throws IOException {
        ParserMain.serve(
                arguments,
                (limits, folder) -> {
                    var parser = new Parser(limits, folder);
                    return request -> {
                        misbehave(request.name());
                        return parser.parse(request);
                    };
                });
    }

    /**
     * Parses one file by a pool of these and lives on until its parent ends it. Arguments: the file
     * and the pool's folder.
     */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            Path file = Path.of(arguments[0]);
            var settings = ParserSettings.standard(Path.of(arguments[1])).withHeapMebibytes(64);
            try (var pool = new ParserPool(settings, MisbehavingMain.class)) {
                pool.warm();
                System.out.println("warm");
                pool.parse(
                        new ParseRequest(file, String.valueOf(file.getFileName()), null),
                        Lane.SHARED);
            }
        }
    }

    private static void misbehave(String name) {
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "hang" -> hang();
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
