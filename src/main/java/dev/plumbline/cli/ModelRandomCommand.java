package dev.plumbline.cli;

import dev.plumbline.inference.synthetic.RandomModel;
import dev.plumbline.inference.synthetic.Shape;
import dev.plumbline.inference.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model random}: a model of a real shape with random weights, to measure speed with. */
@Command(
        name = "random",
        mixinStandardHelpOptions = true,
        description =
                "Writes a GGUF file of a real model's shape with random weights: for measuring speed, not for text.")
final class ModelRandomCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("");

    @Option(
            names = "--size",
            description = "tiny, 0.5b, 1b or 8b (default: 1b).",
            defaultValue = "1b")
    private String size = "";

    @Option(
            names = "--type",
            description = "F32, F16, BF16, Q8_0, Q4_0, Q4_K or Q6_K (default: Q8_0).",
            defaultValue = "Q8_0")
    private DType type = DType.Q8_0;

    @Option(names = "--seed", description = "Decides the weights (default: 1).", defaultValue = "1")
    private long seed;

    @Option(names = "--json", description = "A summary as JSON on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        RandomModel.write(file, shape(), type, seed);
        System.out.printf(
                json ? "{\"file\": \"%s\", \"bytes\": %d}%n" : "%s, %d bytes%n",
                file.getFileName(),
                Files.size(file));
        return 0;
    }

    private Shape shape() {
        try {
            return Shape.Size.of(size).shape();
        } catch (IllegalArgumentException unknown) {
            throw new UsageException("--size: " + unknown.getMessage());
        }
    }
}
