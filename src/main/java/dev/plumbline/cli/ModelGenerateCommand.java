package dev.plumbline.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.engine.ChatTurn;
import dev.plumbline.inference.engine.GenerationEvent;
import dev.plumbline.inference.engine.GenerationRequest;
import dev.plumbline.inference.engine.SamplingRule;
import dev.plumbline.inference.engine.TextModel;
import dev.plumbline.inference.kernel.KvLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model generate}: text after a prompt. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Continues a prompt, or with --chat answers it by the model's chat template.")
final class ModelGenerateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "A GGUF file or a folder.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "PROMPT", description = "What to continue or answer.")
    private String prompt = "";

    @Option(names = "--tokens", description = "Tokens at most (default: 128).")
    private int tokens = 128;

    @Option(names = "--temperature", description = "0 takes the most probable (default: 0).")
    private float temperature;

    @Option(names = "--top-k", description = "Only the k most probable; 0 means all (default: 0).")
    private int topK;

    @Option(names = "--top-p", description = "Only the most probable that sum to p (default: 1).")
    private float topP = 1;

    @Option(
            names = "--min-p",
            description = "Only those p times as probable as the best (default: 0).")
    private float minP;

    @Option(names = "--seed", description = "Decides all draws (default: 0).")
    private long seed;

    @Option(
            names = "--stop",
            description = "A text that ends the answer; may be given several times.")
    private List<String> stops = new ArrayList<>();

    @Option(
            names = "--context",
            description = "Tokens of prompt and answer at most (default: 4096).")
    private int context = 4096;

    @Option(
            names = "--cache",
            description =
                    "Elements of keys and values: f32, f16 or int8 (default: f16; the fewer bits, the smaller and the less exact).",
            defaultValue = "F16")
    private KvLayout.Type cache = KvLayout.Type.F16;

    @Option(names = "--chat", description = "The prompt is a user's message.")
    private boolean chat;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Mixin private ModelOptions options = new ModelOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        SamplingRule rule = checked();
        try (TextModel model = TextModel.open(file, options.kernels(), context, cache)) {
            List<Integer> ids =
                    chat
                            ? model.encode(List.of(new ChatTurn("user", prompt)))
                            : model.encode(prompt);
            BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
            model.engine().submit(request(model, ids, rule), events::add);
            StringBuilder text = new StringBuilder();
            while (true) {
                switch (events.take()) {
                    case GenerationEvent.Token token -> show(token.text(), text);
                    case GenerationEvent.Finished finished -> {
                        show(finished.text(), text);
                        end(finished, text.toString());
                        return 0;
                    }
                    case GenerationEvent.Failed failed ->
                            throw new InferenceException(failed.code(), failed.message());
                }
            }
        }
    }

    /** Before the model is read: what the options say can be wrong whatever it is. */
    private SamplingRule checked() {
        if (tokens < 1 || context < 1) {
            throw new UsageException("--tokens and --context must be 1 or more.");
        }
        SamplingRule rule;
        try {
            rule = new SamplingRule(temperature, topK, topP, minP, 1, 0, 0, Map.of(), seed, -1);
        } catch (InferenceException wrong) {
            throw new UsageException("--" + String.valueOf(wrong.getMessage()).replace('_', '-'));
        }
        try {
            GenerationRequest unused =
                    new GenerationRequest(List.of(0), tokens, rule, Set.of(), stops, null);
            return unused.sampling();
        } catch (InferenceException wrong) {
            throw new UsageException("--stop: " + wrong.getMessage());
        }
    }

    private GenerationRequest request(TextModel model, List<Integer> ids, SamplingRule rule) {
        return new GenerationRequest(ids, tokens, rule, model.tokenizer().endTokens(), stops, null);
    }

    private void show(String piece, StringBuilder text) {
        text.append(piece);
        if (!json) {
            System.out.print(piece);
            System.out.flush();
        }
    }

    private void end(GenerationEvent.Finished finished, String text) throws IOException {
        if (!json) {
            System.out.println();
            return;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("text", text);
        result.put("reason", finished.reason() == GenerationEvent.Reason.STOP ? "stop" : "length");
        result.put("prompt_tokens", finished.promptTokens());
        result.put("tokens", finished.tokens());
        System.out.println(new JsonMapper().writeValueAsString(result));
    }
}
