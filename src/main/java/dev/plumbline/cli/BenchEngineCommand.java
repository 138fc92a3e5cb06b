package dev.plumbline.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.bench.Machine;
import dev.plumbline.inference.bench.EngineComparison;
import dev.plumbline.inference.bench.PeerProgram;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Kernels;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench engine}: speed of a model beside what the machine allows. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description =
                "Measures prefill and decoding, and in the same run the memory bandwidth, the multiply-add peak and what peers reach.")
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

    @Option(
            names = "--peer",
            paramLabel = "NAME=PATH",
            description =
                    "A program to measure in turns with this engine, on the same file: llama-bench=PATH or llama3.java=PATH/Llama3.java; may be repeated.")
    private List<String> peers = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Mixin private ModelOptions options = new ModelOptions();

    @Override
    public Integer call() throws IOException {
        if (rounds < 1 || tokens < 1) {
            throw new UsageException("--rounds and --tokens must be 1 or more.");
        }
        List<PeerProgram> programs = peers();
        Path given = model;
        if (given != null) {
            print(measure(given, programs));
            return 0;
        }
        Shape shape = shape();
        Path made = Files.createTempFile("plumbline-random-", ".gguf");
        try {
            System.err.println("Writing a random model of " + size + " as " + type + ".");
            RandomModel.write(made, shape, type, 1);
            print(measure(made, programs));
        } finally {
            Files.deleteIfExists(made);
        }
        return 0;
    }

    private Shape shape() {
        try {
            return Shape.Size.of(size).shape();
        } catch (IllegalArgumentException unknown) {
            throw new UsageException(String.valueOf(unknown.getMessage()));
        }
    }

    private Map<String, Object> measure(Path path, List<PeerProgram> programs) throws IOException {
        int threads = options.kernels().threads();
        EngineComparison comparison =
                new EngineComparison(BATCHES, rounds, tokens, threads, programs);
        try (ModelFile file = ModelFile.open(path);
                Kernels kernels = options.kernels().open()) {
            EngineComparison.Figures figures =
                    comparison.run(file, path, kernels, System.err::println);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", path.getFileName().toString());
            result.put("kernels", kernels.description());
            result.put("processor", Machine.processor());
            result.put("read_gigabytes_per_second", figures.readBytesPerSecond() / GIGA);
            result.put("multiply_add_gigaflops", figures.operationsPerSecond() / GIGA);
            result.put("prefill_512_tokens_per_second", figures.prefillTokensPerSecond());
            result.put("first_token_ms", figures.firstTokenMillis());
            figures.decoding()
                    .forEach(
                            (batch, rate) ->
                                    result.put("decode_" + batch + "_tokens_per_second", rate));
            result.put("bytes_per_token", figures.bytesPerToken());
            result.put("decode_1_share_of_bandwidth", figures.shareOfBandwidth());
            result.put("decode_8_share_of_prefill", figures.shareOfPrefill(8));
            double single = figures.decodeTokensPerSecond(1);
            figures.peers()
                    .forEach(
                            (name, rates) -> {
                                double prefill = rates.prefillTokensPerSecond();
                                double decode = rates.decodeTokensPerSecond();
                                result.put(name + "_prefill_512_tokens_per_second", prefill);
                                result.put(name + "_decode_1_tokens_per_second", decode);
                                result.put(
                                        "prefill_times_" + name,
                                        figures.prefillTokensPerSecond() / prefill);
                                result.put("decode_times_" + name, single / decode);
                            });
            return result;
        }
    }

    private List<PeerProgram> peers() {
        try {
            return peers.stream().map(PeerProgram::of).toList();
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        }
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
