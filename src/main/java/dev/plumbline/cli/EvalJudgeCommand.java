package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.judge.AlignmentJudge;
import dev.plumbline.eval.judge.ChatModelJudge;
import dev.plumbline.eval.judge.Judge;
import dev.plumbline.eval.judge.JudgeEvaluation;
import dev.plumbline.eval.judge.JudgeFailure;
import dev.plumbline.eval.judge.JudgeResult;
import dev.plumbline.eval.judge.JudgedSentence;
import dev.plumbline.eval.judge.Judgement;
import dev.plumbline.eval.judge.LabelledFile;
import dev.plumbline.eval.judge.LabelledItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eval judge}: a judge's verdicts on labelled responses beside the labels. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = "Measures a judge of faithfulness on labelled responses.")
final class EvalJudgeCommand implements Callable<Integer> {
    private static final String ALIGNMENT = "alignment";

    private final JsonMapper mapper = new JsonMapper();

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "LABELLED.jsonl",
            description =
                    "Lines of {id, evidence, response, question?, label, spans?, kind?, group?}.")
    private Path dataset = Path.of("");

    @Option(
            names = "--judge",
            paramLabel = "alignment|NAME",
            defaultValue = ALIGNMENT,
            description =
                    "The built-in judge, or the name of a model at --url. Default: alignment.")
    private String judge = ALIGNMENT;

    @Option(
            names = "--url",
            description =
                    "Base URL of an OpenAI-compatible server that has the model; its key, if any, is taken from PLUMBLINE_JUDGE_KEY.")
    private @Nullable String url;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long a model may take for one response. Default: 60.")
    private int timeout = 60;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Judges each response N times, for the variance of the scores.")
    private int repeat = 1;

    @Option(
            names = "--scores",
            paramLabel = "OUT.jsonl",
            description = "Where to write score, verdict and sentences of each response.")
    private @Nullable Path scores;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return EvalOutput.guard(this::measure);
    }

    private int measure() throws IOException {
        if (repeat < 1) {
            throw new EvalException("--repeat is " + repeat + " and must be at least 1.");
        }
        Judge chosen = chosen();
        JudgeEvaluation evaluation = new JudgeEvaluation();
        try (Writer out = scores == null ? Writer.nullWriter() : Files.newBufferedWriter(scores)) {
            LabelledFile.forEach(dataset, item -> judge(chosen, item, evaluation, out));
        }
        if (evaluation.size() == 0) {
            throw new EvalException(dataset + " has no labelled responses.");
        }
        if (evaluation.failures() > 0) {
            System.err.println(
                    "The judge failed on "
                            + evaluation.failures()
                            + " responses; they score 0 and count as wrong.");
        }
        Map<String, Object> figures = evaluation.figures(chosen);
        EvalOutput.figures(figures, json);
        return 0;
    }

    private Judge chosen() {
        if (judge.equals(ALIGNMENT)) {
            return new AlignmentJudge();
        }
        if (url == null) {
            throw new EvalException(
                    "--judge "
                            + judge
                            + " is a model's name and needs --url; the built-in judge is called alignment.");
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

    private void judge(Judge chosen, LabelledItem item, JudgeEvaluation evaluation, Writer out) {
        List<JudgeResult> runs = new ArrayList<>();
        for (int run = 0; run < repeat; run++) {
            runs.add(chosen.judge(item.request()));
        }
        evaluation.add(item, runs);
        try {
            out.write(line(item.id(), runs.getFirst()));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(String id, JudgeResult result) throws JsonProcessingException {
        ObjectNode node = mapper.createObjectNode();
        node.put("id", id);
        switch (result) {
            case Judgement judgement -> {
                node.put("score", judgement.score());
                node.put("verdict", judgement.verdict().label());
                ArrayNode sentences = node.putArray("sentences");
                for (JudgedSentence sentence : judgement.sentences()) {
                    sentences
                            .addObject()
                            .put("start", sentence.start())
                            .put("end", sentence.end())
                            .put("verdict", sentence.verdict().label())
                            .put("score", sentence.score());
                }
            }
            case JudgeFailure failure -> {
                node.putNull("score");
                node.putNull("verdict");
                node.putArray("sentences");
                node.put("failure", failure.message());
            }
        }
        return mapper.writeValueAsString(node);
    }
}
