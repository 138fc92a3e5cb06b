package dev.plumbline.cli;

import dev.plumbline.inference.engine.LogitsRun;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.model.Decoder;
import dev.plumbline.inference.model.StepLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model logits}: what a model says after prompts of token ids. */
@Command(
        name = "logits",
        mixinStandardHelpOptions = true,
        description =
                "Writes DIR/last.npy, the logits after each prompt, and DIR/greedy.json, the most probable continuations.")
final class ModelLogitsCommand implements Callable<Integer> {
    private static final int STEP_TOKENS = 512;
    private static final int CONTEXT = 4096;

    @Parameters(index = "0", paramLabel = "FILE", description = "A GGUF file or a folder.")
    private Path file = Path.of("");

    @Option(names = "--ids", required = true, description = "A JSON list of lists of token ids.")
    private Path ids = Path.of("");

    @Option(names = "--out", required = true, description = "The folder to write to.")
    private Path out = Path.of("");

    @Option(names = "--tokens", description = "Tokens to continue by (default: 32).")
    private int tokens = 32;

    @Option(names = "--json", description = "A summary as JSON on standard output.")
    private boolean json;

    @Mixin private ModelOptions options = new ModelOptions();

    @Override
    public Integer call() throws IOException {
        if (tokens < 0) {
            throw new UsageException("--tokens must be 0 or more, not " + tokens + ".");
        }
        int[][] prompts = TokenLists.read(ids);
        int longest = Arrays.stream(prompts).mapToInt(prompt -> prompt.length).max().orElse(1);
        try (ModelFile model = ModelFile.open(file);
                Kernels kernels = options.kernels().open()) {
            int context =
                    Math.max(
                            longest + tokens,
                            Math.min(CONTEXT, model.config().dimensions().context()));
            StepLimits limits = new StepLimits(Math.min(STEP_TOKENS, context), 1, context);
            Decoder decoder = new Decoder(model.config(), model, kernels, limits);
            List<float[]> last = new ArrayList<>();
            List<int[]> greedy = new ArrayList<>();
            try (LogitsRun run = new LogitsRun(decoder)) {
                for (int[] prompt : prompts) {
                    LogitsRun.Result result = run.run(prompt, tokens);
                    last.add(result.last());
                    greedy.add(result.greedy());
                }
            }
            Files.createDirectories(out);
            int vocabulary = model.config().dimensions().vocabulary();
            TokenLists.writeNpy(out.resolve("last.npy"), last, vocabulary);
            TokenLists.writeJson(out.resolve("greedy.json"), greedy);
            System.out.printf(
                    json
                            ? "{\"prompts\": %d, \"tokens\": %d, \"vocabulary\": %d}%n"
                            : "%d prompts, %d tokens each, a vocabulary of %d%n",
                    prompts.length,
                    tokens,
                    vocabulary);
        }
        return 0;
    }
}
