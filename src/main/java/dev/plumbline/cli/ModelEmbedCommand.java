package dev.plumbline.cli;

import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.Pooling;
import dev.plumbline.inference.model.Encoder;
import dev.plumbline.inference.model.EncoderInput;
import dev.plumbline.inference.model.StepLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model embed}: vectors of an encoder for prompts of token ids. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description =
                "Writes an encoder's vectors as float32 [prompts, size], or [tokens, size] with --pooling none.")
final class ModelEmbedCommand implements Callable<Integer> {
    /** What is written for each prompt. */
    enum Pool {
        MEAN,
        CLS,
        NONE
    }

    @Parameters(index = "0", paramLabel = "FILE", description = "A GGUF file or a folder.")
    private Path file = Path.of("");

    @Option(names = "--ids", required = true, description = "A JSON list of lists of token ids.")
    private Path ids = Path.of("");

    @Option(names = "--out", required = true, description = "The .npy file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--pooling",
            description = "mean, cls or none (default: mean).",
            defaultValue = "MEAN")
    private Pool pooling = Pool.MEAN;

    @Option(names = "--normalize", description = "Scale vectors to length 1.")
    private boolean normalize;

    @Option(names = "--json", description = "A summary as JSON on standard output.")
    private boolean json;

    @Mixin private ModelOptions options = new ModelOptions();

    @Override
    public Integer call() throws IOException {
        int[][] prompts = TokenLists.read(ids);
        int longest = Arrays.stream(prompts).mapToInt(prompt -> prompt.length).max().orElse(1);
        List<float[]> rows = new ArrayList<>();
        int size;
        try (ModelFile model = ModelFile.open(file);
                Kernels kernels = options.kernels().open();
                Encoder encoder =
                        new Encoder(
                                model.config(),
                                model,
                                kernels,
                                new StepLimits(longest, 1, longest))) {
            size = model.config().dimensions().hidden();
            for (int[] prompt : prompts) {
                rows.addAll(split(vectors(encoder, EncoderInput.of(prompt)), size));
            }
        }
        if (normalize) {
            rows.forEach(ModelEmbedCommand::scale);
        }
        TokenLists.writeNpy(out, rows, size);
        System.out.printf(
                json ? "{\"vectors\": %d, \"size\": %d}%n" : "%d vectors of %d%n",
                rows.size(),
                size);
        return 0;
    }

    private float[] vectors(Encoder encoder, EncoderInput input) {
        return switch (pooling) {
            case MEAN -> encoder.pooled(List.of(input), Pooling.MEAN);
            case CLS -> encoder.pooled(List.of(input), Pooling.FIRST);
            case NONE -> encoder.tokens(List.of(input));
        };
    }

    private static List<float[]> split(float[] values, int size) {
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at < values.length; at += size) {
            rows.add(Arrays.copyOfRange(values, at, at + size));
        }
        return rows;
    }

    private static void scale(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        double factor = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (row[i] * factor);
        }
    }
}
