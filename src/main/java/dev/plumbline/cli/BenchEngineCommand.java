package dev.plumbline.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.inference.bench.EngineBenchmark;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.cpu.MachineCeilings;
import dev.plumbline.inference.kernel.cpu.Workers;
import dev.plumbline.inference.synthetic.RandomModel;
import dev.plumbline.inference.synthetic.Shape;
import dev.plumbline.inference.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench engine}: speed of a model beside what the machine allows. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description =
                "Measures prefill and decoding, and in the same run the memory bandwidth and the multiply-add peak.")
final class BenchEngineCommand implements Callable<Integer> {
    private static final List<Integer> BATCHES = List.of(1, 4, 8, 16);
    private static final double GIGA = 1e9;

    @Option(
            names = "--model",
            description = "A GGUF file or a folder (default: a random model of --size).")
    private @Nullable Path model;

    @Option(
            names = "--size",
            description = "Shape of the random model: tiny, 0.5b, 1b, 8b (default: 0.5b).",
            defaultValue = "0.5b")
    private String size = "";

    @Option(names = "--type", description = "Its type (default: Q8_0).", defaultValue = "Q8_0")
    private DType type = DType.Q8_0;

    @Option(
            names = "--rounds",
            description = "Figures are medians of so many (default: 3).",
            defaultValue = "3")
    private int rounds;

    @Option(
            names = "--tokens",
            description = "Tokens of a round (default: 16).",
            defaultValue = "16")
    private int tokens;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Mixin private ModelOptions options = new ModelOptions();

    @Override
    public Integer call() throws IOException {
        if (rounds < 1 || tokens < 1) {
            throw new UsageException("--rounds and --tokens must be 1 or more.");
        }
        Path given = model;
        if (given != null) {
            print(measure(given));
            return 0;
        }
        Path made = Files.createTempFile("plumbline-random-", ".gguf");
        try {
            System.err.println("Writing a random model of " + size + " as " + type + ".");
            RandomModel.write(made, Shape.Size.of(size).shape(), type, 1);
            print(measure(made));
        } catch (IllegalArgumentException unknown) {
            throw new UsageException(String.valueOf(unknown.getMessage()));
        } finally {
            Files.deleteIfExists(made);
        }
        return 0;
    }

    private Map<String, Object> measure(Path path) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        double bandwidth;
        double peak;
        int threads = options.kernels().threads();
        try (Workers workers = new Workers(threads)) {
            bandwidth = MachineCeilings.readBytesPerSecond(workers);
            peak = MachineCeilings.operationsPerSecond(workers);
        }
        try (ModelFile file = ModelFile.open(path);
                Kernels kernels = options.kernels().open()) {
            long bytes = file.weightBytes() - unread(file);
            EngineBenchmark.Figures figures =
                    new EngineBenchmark(file, kernels, BATCHES.getLast())
                            .run(BATCHES, rounds, tokens, bytes);
            double single = figures.decoding().getFirst().tokensPerSecond();
            result.put("model", file.config().name());
            result.put("kernels", kernels.description());
            result.put("processor", processor());
            result.put("read_gigabytes_per_second", bandwidth / GIGA);
            result.put("multiply_add_gigaflops", peak / GIGA);
            result.put("prefill_512_tokens_per_second", figures.prefillTokensPerSecond());
            result.put("first_token_ms", figures.firstTokenMillis());
            for (EngineBenchmark.Decoding decoding : figures.decoding()) {
                result.put(
                        "decode_" + decoding.sequences() + "_tokens_per_second",
                        decoding.tokensPerSecond());
            }
            result.put("bytes_per_token", bytes);
            result.put("decode_1_share_of_bandwidth", single * bytes / bandwidth);
        }
        return result;
    }

    /** Bytes of an embedding that is not the head as well: a token reads one row of it. */
    private static long unread(ModelFile file) {
        return file.config().embedding().tied()
                ? 0
                : file.tensor("token_embd.weight").memory().byteSize();
    }

    /** The processor's name and its vector instructions, where the system tells. */
    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch", "");
        }
        List<String> parts = new ArrayList<>();
        try (Stream<String> lines = Files.lines(info)) {
            for (String line : lines.takeWhile(one -> !one.isBlank()).toList()) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (line.startsWith("model name")) {
                    parts.add(value);
                } else if (line.startsWith("flags")) {
                    Stream.of(value.split(" "))
                            .filter(
                                    flag ->
                                            flag.startsWith("avx")
                                                    || flag.equals("fma")
                                                    || flag.equals("f16c"))
                            .forEach(parts::add);
                }
            }
        }
        return String.join(" ", parts);
    }

    private void print(Map<String, Object> figures) throws IOException {
        if (json) {
            System.out.println(new JsonMapper().writeValueAsString(figures));
            return;
        }
        figures.forEach((name, value) -> System.out.printf("%-32s %s%n", name, text(value)));
    }

    private static String text(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, "%.2f", number)
                : String.valueOf(value);
    }
}
