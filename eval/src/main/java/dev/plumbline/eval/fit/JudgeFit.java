package dev.plumbline.eval.fit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.data.SquadParagraph;
import dev.plumbline.eval.judge.AlignmentFit;
import dev.plumbline.eval.judge.AlignmentFit.Portion;
import dev.plumbline.eval.judge.LabelledItem;
import dev.plumbline.eval.judge.Span;
import dev.plumbline.eval.suite.PlantedErrors;
import dev.plumbline.eval.suite.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits the alignment judge on SQuAD, MTRAG, SciFact and HotpotQA's passages. Sets of labelled
 * responses that may not be used for what ships are left for measuring.
 */
public final class JudgeFit {

    private static final long SEED = 20260101;
    private static final int PLANTED = 1200;
    private static final int QUESTIONS = 8000;
    private static final int RECOMBINED = 4000;

    private final DataFolder data;

    private JudgeFit(DataFolder data) {
        this.data = data;
    }

    /**
     * Fits and writes the coefficients.
     *
     * @param folder with the folders squad, mtrag, scifact and multihop
     * @param out the JSON file to write
     */
    public static void fit(Path folder, Path out) {
        new JudgeFit(new DataFolder(folder)).fit(out);
    }

    private void fit(Path out) {
        List<SourceText> paragraphs = paragraphs(data.squad("squad/dev-v1.1.json"));
        List<JsonNode> tasks = data.lines("mtrag/un/generation_tasks/reference.jsonl");
        List<LabelledItem> planted = PlantedErrors.of(paragraphs, PLANTED, SEED);
        List<LabelledItem> errors =
                planted.stream()
                        .filter(item -> isForTheRegression(item) && !item.supported())
                        .toList();
        Portion coarse =
                new Portion(
                        "planted errors",
                        planted.stream().filter(JudgeFit::isForTheRegression).toList(),
                        0.3);
        Portion responses = new Portion("responses", ResponseClaims.of(tasks, SEED), 1);
        Portion questions =
                new Portion(
                        "questions",
                        QuestionClaims.of(data.squad("squad/dev-v2.0.json"), QUESTIONS, SEED),
                        0.1);
        Portion science = new Portion("science", science(), 0.5);
        Portion recombined =
                new Portion("recombined", Recombinations.of(paragraphs, RECOMBINED, SEED), 6);
        AlignmentFit.fit(
                texts(paragraphs, tasks),
                List.of(coarse, responses, questions, science, recombined),
                List.of(coarse, responses),
                errors,
                out,
                "./plumbline fit judge --data DIR --out FILE");
    }

    /**
     * Small changes are found by comparing, whatever the regression says; it learns from the
     * others.
     */
    private static boolean isForTheRegression(LabelledItem item) {
        return item.supported()
                || item.kind().equals("wrong source")
                || item.kind().equals("stitched");
    }

    private static List<SourceText> paragraphs(List<SquadParagraph> squad) {
        return squad.stream().map(each -> new SourceText(each.title(), each.context())).toList();
    }

    private List<String> texts(List<SourceText> paragraphs, List<JsonNode> tasks) {
        List<String> texts = new ArrayList<>();
        paragraphs.forEach(paragraph -> texts.add(paragraph.text()));
        for (JsonNode task : tasks) {
            task.path("contexts").forEach(context -> texts.add(context.path("text").asText()));
        }
        for (JsonNode passage : data.json("multihop/hotpotqa_train_100_corpus.json")) {
            StringBuilder text = new StringBuilder();
            passage.forEach(sentence -> text.append(sentence.asText()).append(' '));
            texts.add(text.toString());
        }
        return texts;
    }

    /** Claims about abstracts that support them, contradict them, or do not decide. */
    private List<LabelledItem> science() {
        Map<String, String> abstracts = new HashMap<>();
        for (JsonNode document : data.lines("scifact/corpus.jsonl")) {
            abstracts.put(
                    document.path("_id").asText(),
                    document.path("title").asText() + "\n\n" + document.path("text").asText());
        }
        List<LabelledItem> items = new ArrayList<>();
        for (JsonNode claim : data.lines("scifact/claims_train.jsonl")) {
            String label = claim.path("evidence_label").asText();
            String document =
                    label.isEmpty()
                            ? claim.path("cited_doc_ids").path(0).asText()
                            : claim.path("evidence_doc_id").asText();
            String text = abstracts.get(document);
            if (text != null) {
                List<Span> unknown = List.of();
                items.add(
                        new LabelledItem(
                                claim.path("id").asText(),
                                List.of(text),
                                claim.path("claim").asText(),
                                "",
                                label.equals("SUPPORT"),
                                unknown,
                                "science",
                                document));
            }
        }
        return items;
    }
}
