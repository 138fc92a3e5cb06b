package dev.plumbline.cli;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.judge.AlignmentJudge;
import dev.plumbline.eval.judge.ChatModelJudge;
import dev.plumbline.eval.judge.Judge;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which judge of faithfulness, and how often it judges. */
final class JudgeOptions {
    private static final String ALIGNMENT = "alignment";

    @Option(
            names = "--judge",
            paramLabel = "alignment|NAME",
            defaultValue = ALIGNMENT,
            description =
                    "The built-in judge, or the name of a model at --judge-url. Default:"
                            + " alignment.")
    private String judge = ALIGNMENT;

    @Option(
            names = {"--judge-url", "--url"},
            description =
                    "Base URL of an OpenAI-compatible server that has the model; its key, if any,"
                            + " is taken from PLUMBLINE_JUDGE_KEY.")
    private @Nullable String url;

    @Option(
            names = {"--judge-timeout", "--timeout"},
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long a model may take for one response. Default: 60.")
    private int timeout = 60;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Judges each response N times, for the variance of the scores. Default: 1.")
    private int repeat = 1;

    int repeat() {
        if (repeat < 1) {
            throw new EvalException("--repeat is " + repeat + " and must be at least 1.");
        }
        return repeat;
    }

    Judge judge() {
        if (judge.equals(ALIGNMENT)) {
            return new AlignmentJudge();
        }
        if (url == null) {
            throw new EvalException(
                    "--judge "
                            + judge
                            + " is a model's name and needs --judge-url; the built-in judge is"
                            + " called alignment.");
        }
        Duration patience = Duration.ofSeconds(timeout);
        String key = System.getenv().getOrDefault("PLUMBLINE_JUDGE_KEY", "none");
        OpenAiChatModel model =
                OpenAiChatModel.builder()
                        .baseUrl(url)
                        .apiKey(key)
                        .modelName(judge)
                        .temperature(0.0)
                        .timeout(patience)
                        .maxRetries(0)
                        .build();
        return new ChatModelJudge(model, judge, patience);
    }
}
