package dev.plumbline.inference.bench;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.json.Json;
import dev.plumbline.inference.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Another engine's program, which measures the same model file with the same lengths and threads
 * when asked. It must be on this machine already.
 *
 * @param path the program, for Java its source file
 */
public record PeerProgram(Kind kind, Path path) {
    private static final int MINUTES_MAX = 20;

    /** Tokens that the Java engine's chat template adds to a prompt of which each letter is one. */
    private static final int TEMPLATE_TOKENS = 22;

    private static final Pattern JAVA_FIGURES =
            Pattern.compile("prompt: ([0-9.]+) tokens/s .*generation: ([0-9.]+) tokens/s");

    private static final Pattern JAVA_PACKAGE =
            Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    /** The programs that are known. */
    public enum Kind {
        /** llama.cpp's own benchmark. */
        LLAMA_BENCH("llama-bench"),
        /** The Java engine in one source file; its figures include the warm-up. */
        LLAMA3_JAVA("llama3.java");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As people write it. */
        public String label() {
            return label;
        }
    }

    /** What it printed. */
    public record Rates(double prefillTokensPerSecond, double decodeTokensPerSecond) {}

    /**
     * A peer as {@code NAME=PATH}.
     *
     * @throws IllegalArgumentException where the name is unknown or no file is at the path
     */
    public static PeerProgram of(String text) {
        for (Kind kind : Kind.values()) {
            String start = kind.label + "=";
            if (text.startsWith(start)) {
                Path path = Path.of(text.substring(start.length()));
                if (!Files.isRegularFile(path)) {
                    throw new IllegalArgumentException("There is no program at " + path + ".");
                }
                return new PeerProgram(kind, path.toAbsolutePath());
            }
        }
        throw new IllegalArgumentException(
                "A peer is llama-bench=PATH or llama3.java=PATH, not " + text + ".");
    }

    /**
     * Runs it once.
     *
     * @throws InferenceException code {@code peer_failed} where it ends with an error or prints no
     *     figures
     */
    public Rates run(Path model, int threads, int promptTokens, int tokens) throws IOException {
        return switch (kind) {
            case LLAMA_BENCH -> llamaBench(model, threads, promptTokens, tokens);
            case LLAMA3_JAVA -> llama3Java(model, threads, promptTokens, tokens);
        };
    }

    private Rates llamaBench(Path model, int threads, int promptTokens, int tokens)
            throws IOException {
        List<String> command =
                List.of(
                        path.toString(),
                        "-m",
                        model.toString(),
                        "-t",
                        String.valueOf(threads),
                        "-p",
                        String.valueOf(promptTokens),
                        "-n",
                        String.valueOf(tokens),
                        "-r",
                        "1",
                        "-o",
                        "json");
        String printed = output(command);
        double prefill = 0;
        double decode = 0;
        String wrapped = "{\"runs\":" + printed + "}";
        JsonObject runs = Json.object(kind.label, wrapped.getBytes(StandardCharsets.UTF_8));
        for (Object entry : runs.list("runs").orElse(List.of())) {
            JsonObject run = JsonObject.of(kind.label, entry);
            double rate = run.number("avg_ts").orElse(0.0);
            if (run.number("n_prompt").orElse(0.0) > 0) {
                prefill = rate;
            } else {
                decode = rate;
            }
        }
        return checked(prefill, decode, printed);
    }

    private Rates llama3Java(Path model, int threads, int promptTokens, int tokens)
            throws IOException {
        Path folders = Files.createTempDirectory("plumbline-peer-");
        try {
            return llama3Java(placed(path, folders), model, threads, promptTokens, tokens);
        } finally {
            try (Stream<Path> files = Files.walk(folders)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A copy in the folders that the source's package names: Java starts it from no other. */
    private static Path placed(Path source, Path folders) throws IOException {
        Matcher named = JAVA_PACKAGE.matcher(Files.readString(source));
        Path folder = named.find() ? folders.resolve(named.group(1).replace('.', '/')) : folders;
        Files.createDirectories(folder);
        return Files.copy(source, folder.resolve(source.getFileName()));
    }

    private Rates llama3Java(Path source, Path model, int threads, int promptTokens, int tokens)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:ActiveProcessorCount=" + threads,
                        "--enable-preview",
                        "--source",
                        String.valueOf(Runtime.version().feature()),
                        "--add-modules=jdk.incubator.vector",
                        "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0",
                        source.toString(),
                        "--model",
                        model.toString(),
                        "--temperature",
                        "0",
                        "--stream",
                        "false",
                        "--max-tokens",
                        String.valueOf(promptTokens + tokens),
                        "--prompt",
                        "a".repeat(promptTokens - TEMPLATE_TOKENS)));
        String printed = output(command);
        Matcher figures = JAVA_FIGURES.matcher(printed);
        return figures.find()
                ? checked(
                        Double.parseDouble(figures.group(1)),
                        Double.parseDouble(figures.group(2)),
                        printed)
                : checked(0, 0, printed);
    }

    private Rates checked(double prefill, double decode, String printed) {
        if (prefill > 0 && decode > 0) {
            return new Rates(prefill, decode);
        }
        throw failed("printed no figures", printed);
    }

    private String output(List<String> command) throws IOException {
        Path printed = Files.createTempFile("plumbline-peer-", ".out");
        Path errors = Files.createTempFile("plumbline-peer-", ".err");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(printed.toFile())
                            .redirectError(errors.toFile())
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw failed("took more than " + MINUTES_MAX + " minutes", "");
            }
            if (process.exitValue() != 0) {
                throw failed("failed", Files.readString(errors));
            }
            return Files.readString(kind == Kind.LLAMA3_JAVA ? errors : printed);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", "");
        } finally {
            Files.delete(printed);
            Files.delete(errors);
        }
    }

    private InferenceException failed(String how, String said) {
        String last = said.strip();
        String shown = last.substring(Math.max(0, last.length() - 300));
        return new InferenceException("peer_failed", "%s %s: %s".formatted(kind.label, how, shown));
    }
}
