package dev.plumbline.cli;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.judge.AlignmentJudge;
import dev.plumbline.eval.judge.ChatModelJudge;
import dev.plumbline.eval.judge.Judge;
import dev.plumbline.eval.judge.KeptJudgements;
import dev.plumbline.eval.judge.ScoringModelJudge;
import dev.plumbline.gateway.PlainHttp;
import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.engine.KernelChoice;
import dev.plumbline.inference.engine.TextEncoder;
import dev.plumbline.inference.kernel.VectorKernels;
import dev.plumbline.inference.langchain4j.EngineScoringModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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
            names = "--judge-model",
            paramLabel = "FILE",
            description =
                    "A cross-encoder as the judge: a GGUF file, or a folder in Hugging Face's"
                            + " layout. Its score of a sentence with the best stretch of evidence"
                            + " is taken for log odds.")
    private @Nullable Path model;

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

    @Option(
            names = "--judge-cache",
            paramLabel = "FILE|none",
            description =
                    "Where to keep what a model at --judge-url said, so that judging the same again"
                            + " asks nothing. Default: judgements.jsonl in the report's folder;"
                            + " without a report: none.")
    private @Nullable String cache;

    /** A judge with what it runs on. */
    record ChosenJudge(Judge judge, @Nullable TextEncoder encoder, KeptJudgements kept)
            implements AutoCloseable {
        @Override
        public void close() {
            if (encoder != null) {
                encoder.close();
            }
        }
    }

    int repeat() {
        if (repeat < 1) {
            throw new EvalException("--repeat is " + repeat + " and must be at least 1.");
        }
        return repeat;
    }

    /**
     * Opens the judge; whoever asked closes it.
     *
     * @param beside the folder in which a model's judgements are kept where no file is named; null
     *     where none are to be
     */
    ChosenJudge open(@Nullable Path beside) {
        if (timeout < 1) {
            throw new EvalException("--judge-timeout is " + timeout + " and must be at least 1.");
        }
        Duration patience = Duration.ofSeconds(timeout);
        if (model != null) {
            if (!judge.equals(ALIGNMENT) || url != null) {
                throw new EvalException(
                        "--judge-model is a judge of its own; leave out --judge and --judge-url.");
            }
            return crossEncoder(model, patience);
        }
        if (judge.equals(ALIGNMENT)) {
            return new ChosenJudge(new AlignmentJudge(), null, KeptJudgements.none());
        }
        if (url == null) {
            throw new EvalException(
                    "--judge "
                            + judge
                            + " is a model's name and needs --judge-url; the built-in judge is"
                            + " called alignment.");
        }
        KeptJudgements kept = kept(beside);
        return new ChosenJudge(chatModel(url, patience, kept), null, kept);
    }

    private KeptJudgements kept(@Nullable Path beside) {
        if (cache != null) {
            return cache.equals("none") ? KeptJudgements.none() : KeptJudgements.in(Path.of(cache));
        }
        return beside == null
                ? KeptJudgements.none()
                : KeptJudgements.in(beside.resolve("judgements.jsonl"));
    }

    private static ChosenJudge crossEncoder(Path file, Duration patience) {
        KernelChoice kernels =
                new KernelChoice(
                        KernelChoice.Kind.VECTOR,
                        VectorKernels.Precision.FLOAT,
                        Runtime.getRuntime().availableProcessors());
        try {
            TextEncoder encoder = TextEncoder.open(file, kernels);
            try {
                String name = String.valueOf(file.getFileName());
                return new ChosenJudge(
                        new ScoringModelJudge(
                                new EngineScoringModel(encoder), name, 1, 0, patience),
                        encoder,
                        KeptJudgements.none());
            } catch (RuntimeException unfit) {
                encoder.close();
                throw unfit;
            }
        } catch (InferenceException unusable) {
            throw new EvalException(
                    "--judge-model " + file + " cannot judge: " + unusable.getMessage(), unusable);
        }
    }

    private Judge chatModel(String address, Duration patience, KeptJudgements kept) {
        String key = System.getenv().getOrDefault("PLUMBLINE_JUDGE_KEY", "none");
        OpenAiChatModel chat =
                OpenAiChatModel.builder()
                        .httpClientBuilder(PlainHttp.builder())
                        .baseUrl(address)
                        .apiKey(key)
                        .modelName(judge)
                        .temperature(0.0)
                        .timeout(patience)
                        .maxRetries(0)
                        .build();
        return new ChatModelJudge(chat, judge, patience, address, kept);
    }

    /** What of the judge belongs in a report beside its name. */
    Map<String, String> provenance() throws IOException {
        Map<String, String> provenance = new LinkedHashMap<>();
        if (url != null) {
            provenance.put("judge_url", url);
        }
        if (model != null) {
            provenance.put("judge_model", model.toString());
            if (Files.isRegularFile(model)) {
                provenance.put("judge_model_sha256", VectorCache.hash(model));
            }
        }
        return provenance;
    }
}
