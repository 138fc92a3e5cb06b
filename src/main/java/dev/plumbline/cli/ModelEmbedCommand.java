package dev.plumbline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.inference.format.ModelConfig;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.Pooling;
import dev.plumbline.inference.model.Encoder;
import dev.plumbline.inference.model.EncoderInput;
import dev.plumbline.inference.model.StepLimits;
import dev.plumbline.inference.tokenizer.EncodeOptions;
import dev.plumbline.inference.tokenizer.Tokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model embed}: vectors of an encoder for prompts of token ids or lines of text. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description =
                "Writes an encoder's vectors as float32 [prompts, size], or [tokens, size] with --pooling none. Without --ids every line of standard input is a text; without --out each vector is a line of JSON on standard output.")
final class ModelEmbedCommand implements Callable<Integer> {
    /** What is written for each prompt. */
    enum Pool {
        MEAN,
        CLS,
        LAST,
        NONE
    }

    @Parameters(index = "0", paramLabel = "FILE", description = "A GGUF file or a folder.")
    private Path file = Path.of("");

    @Option(names = "--ids", description = "A JSON list of lists of token ids.")
    private @Nullable Path ids;

    @Option(names = "--out", description = "The .npy file to write.")
    private @Nullable Path out;

    @Option(
            names = "--pooling",
            description =
                    "mean, cls, last or none (default: what the model says, mean where it says nothing).")
    private @Nullable Pool pooling;

    @Option(names = "--normalize", description = "Scale vectors to length 1.")
    private boolean normalize;

    @Option(names = "--json", description = "A summary as JSON on standard output.")
    private boolean json;

    @Mixin private ModelOptions options = new ModelOptions();

    @Override
    public Integer call() throws IOException {
        List<float[]> rows = new ArrayList<>();
        int size;
        try (ModelFile model = ModelFile.open(file);
                Kernels kernels = options.kernels().open()) {
            int[][] prompts = ids == null ? texts(model) : TokenLists.read(ids);
            check(prompts, model.config().dimensions().context());
            Pool pool = pooling == null ? usual(model.config().pooling()) : pooling;
            int longest = Arrays.stream(prompts).mapToInt(prompt -> prompt.length).max().orElse(1);
            size = model.config().dimensions().hidden();
            try (Encoder encoder =
                    new Encoder(
                            model.config(), model, kernels, new StepLimits(longest, 1, longest))) {
                for (int[] prompt : prompts) {
                    rows.addAll(split(vectors(encoder, pool, EncoderInput.of(prompt)), size));
                }
            }
        }
        if (normalize) {
            rows.forEach(ModelEmbedCommand::scale);
        }
        if (out == null) {
            for (float[] row : rows) {
                System.out.println(TokenLists.json(row));
            }
            return 0;
        }
        TokenLists.writeNpy(out, rows, size);
        System.out.printf(
                json ? "{\"vectors\": %d, \"size\": %d}%n" : "%d vectors of %d%n",
                rows.size(),
                size);
        return 0;
    }

    private static int[][] texts(ModelFile model) {
        Tokenizer tokenizer = Tokenizer.of(model);
        int context = model.config().dimensions().context();
        List<int[]> prompts = new ArrayList<>();
        for (String line :
                new BufferedReader(new InputStreamReader(System.in, UTF_8)).lines().toList()) {
            int[] prompt = tokenizer.encode(line, new EncodeOptions(true, false));
            if (prompt.length == 0 || prompt.length > context) {
                throw new UsageException(
                        "Line %d has %d tokens; it must have 1 to %d."
                                .formatted(prompts.size() + 1, prompt.length, context));
            }
            prompts.add(prompt);
        }
        if (prompts.isEmpty()) {
            throw new UsageException("There was no line on standard input; give texts or --ids.");
        }
        return prompts.toArray(int[][]::new);
    }

    private static void check(int[][] prompts, int context) {
        for (int i = 0; i < prompts.length; i++) {
            if (prompts[i].length > context) {
                throw new UsageException(
                        "Prompt %d has %d ids; the model reads %d at most."
                                .formatted(i + 1, prompts[i].length, context));
            }
        }
    }

    private static Pool usual(ModelConfig.Pooling stated) {
        return switch (stated) {
            case CLS, RANK -> Pool.CLS;
            case LAST -> Pool.LAST;
            case MEAN, NONE -> Pool.MEAN;
        };
    }

    private static float[] vectors(Encoder encoder, Pool pooling, EncoderInput input) {
        return switch (pooling) {
            case MEAN -> encoder.pooled(List.of(input), Pooling.MEAN);
            case CLS -> encoder.pooled(List.of(input), Pooling.FIRST);
            case LAST -> encoder.pooled(List.of(input), Pooling.LAST);
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
