package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.judge.KeptJudgements;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;

/** How the {@code eval} commands print results and failures. */
final class EvalOutput {
    static final int USAGE = 2;

    /** An error of ours, or of the machine; a measured system that is worse ends with 1. */
    static final int BROKEN = 4;

    private static final int PROGRESS_LINES = 20;

    private EvalOutput() {}

    /**
     * Runs a command; input that cannot be evaluated is a sentence and wrong usage, any other error
     * a code of its own.
     */
    static int guard(Callable<Integer> command) {
        try {
            return command.call();
        } catch (EvalException unusable) {
            System.err.println(unusable.getMessage());
            return USAGE;
        } catch (FileSystemException file) {
            System.err.println("Cannot use " + file.getFile() + ": " + reason(file) + ".");
            return USAGE;
        } catch (Exception failure) {
            System.err.println(
                    "The evaluation broke off, and says nothing of the system: " + told(failure));
            return BROKEN;
        }
    }

    private static String told(Exception failure) {
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : message + " (" + kind + ")";
    }

    /** The system's exceptions say what is wrong by their type alone, or add a reason. */
    private static String reason(FileSystemException file) {
        return switch (file) {
            case NoSuchFileException missing -> "there is no such file or folder";
            case FileAlreadyExistsException other -> "it is a file, where a folder is needed";
            case AccessDeniedException denied -> "access is denied";
            case NotDirectoryException other -> "it is no folder";
            default -> {
                String reason = file.getReason();
                yield reason == null ? file.getClass().getSimpleName() : reason;
            }
        };
    }

    /** Figures as one JSON object, or a line each. */
    static void figures(Map<String, ?> figures, boolean json, PrintWriter out)
            throws JsonProcessingException {
        if (json) {
            out.println(Json.write(figures));
        } else {
            figures.forEach((name, value) -> out.printf("%-24s %s%n", name, text(value)));
        }
        out.flush();
    }

    private static String text(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, "%.4f", number)
                : String.valueOf(value);
    }

    /** Tells on standard error, now and then, how many are done. */
    static IntConsumer progress(String what, int total) {
        int step = Math.max(1, total / PROGRESS_LINES);
        return done -> {
            if (done % step == 0 || done == total) {
                System.err.println(done + " of " + total + " " + what);
            }
        };
    }

    /** Tells how many of a judge's answers were not asked for anew. */
    static void kept(KeptJudgements kept) {
        if (kept.reused() > 0) {
            System.err.println(
                    kept.reused()
                            + " judgements were kept from an earlier run; --judge-cache with"
                            + " another file, or none, asks anew.");
        }
    }

    /** Where models and vectors are kept between runs. */
    static Path cacheFolder() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path base =
                given == null || given.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(given);
        return base.resolve("plumbline");
    }
}
