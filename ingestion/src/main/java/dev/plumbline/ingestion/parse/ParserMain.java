package dev.plumbline.ingestion.parse;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;
import java.util.function.BiFunction;

/**
 * A parser process. Standard output carries answers only, so what libraries print there goes to
 * standard error instead. The process ends when standard input does: with its parent, in the middle
 * of a file too.
 */
public final class ParserMain {
    /** Deep documents should meet a limit of ours before the stack's end. */
    private static final long STACK_BYTES = 16L << 20;

    private ParserMain() {}

    /**
     * Answers requests until standard input ends.
     *
     * @param arguments folder for temporary files, most characters, deepest nesting, most entries
     */
    public static void main(String[] arguments) throws IOException {
        serve(arguments, (limits, folder) -> new Parser(limits, folder)::parse);
    }

    /** What reads files in a parser process. */
    @FunctionalInterface
    interface Reader {
        ParseOutcome parse(ParseRequest request);
    }

    /** Answers requests by a reader, which is made from the limits and the temporary folder. */
    static void serve(String[] arguments, BiFunction<ParseLimits, Path, Reader> reader)
            throws IOException {
        var requests =
                new DataInputStream(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        var answers = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        var limits =
                new ParseLimits(
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]));
        Reader parser = reader.apply(limits, Path.of(arguments[0]));
        var handover = new SynchronousQueue<Frames.Numbered>();
        Thread.ofPlatform()
                .name("parser")
                .stackSize(STACK_BYTES)
                .daemon()
                .start(() -> answer(parser, handover, answers));
        try {
            while (true) {
                handover.put(Frames.readRequest(requests));
            }
        } catch (EOFException e) {
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void answer(
            Reader parser, SynchronousQueue<Frames.Numbered> handover, DataOutputStream answers) {
        try {
            Frames.writeReady(answers);
            while (true) {
                Frames.Numbered next = handover.take();
                Frames.writeOutcome(next.number(), parser.parse(next.request()), answers);
            }
        } catch (Throwable e) {
            // Whatever it is, this process is of no use any more; its parent sees the exit.
            System.err.println("The parser process ends: " + e);
            Runtime.getRuntime().halt(1);
        }
    }
}
