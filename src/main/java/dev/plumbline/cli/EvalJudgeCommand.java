package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.eval.EvalException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code eval judge}: a judge's verdicts on labelled responses beside the labels. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = "Measures a judge of faithfulness on labelled responses.")
final class EvalJudgeCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    private final JsonMapper mapper = new JsonMapper();

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "LABELLED.jsonl",
            description =
                    "Lines of {id, evidence, response, question?, label, spans?, kind?, group?}.")
    private Path dataset = Path.of("");

    @Mixin private JudgeOptions judge = new JudgeOptions();

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
        int repeat = judge.repeat();
        try (JudgeOptions.ChosenJudge chosen = judge.open(null)) {
            int code = measure(chosen.judge(), repeat);
            EvalOutput.kept(chosen.kept());
            return code;
        }
    }

    private int measure(Judge chosen, int repeat) throws IOException {
        JudgeEvaluation evaluation = new JudgeEvaluation();
        int[] counts = new int[2];
        LabelledFile.forEach(dataset, item -> counts[0]++);
        IntConsumer progress = EvalOutput.progress("responses", counts[0]);
        try (Writer out = scores == null ? Writer.nullWriter() : Files.newBufferedWriter(scores)) {
            LabelledFile.forEach(
                    dataset,
                    item -> {
                        judge(chosen, item, repeat, evaluation, out);
                        progress.accept(++counts[1]);
                    });
        }
        if (evaluation.size() == 0) {
            throw new EvalException(dataset + " has no labelled responses.");
        }
        if (evaluation.failures() > 0) {
            System.err.println(
                    "The judge failed on "
                            + evaluation.failures()
                            + " responses; they count as wrong, whatever the label.");
        }
        Map<String, Object> figures = evaluation.figures(chosen);
        EvalOutput.figures(figures, json, spec.commandLine().getOut());
        return 0;
    }

    private void judge(
            Judge chosen, LabelledItem item, int repeat, JudgeEvaluation evaluation, Writer out) {
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
