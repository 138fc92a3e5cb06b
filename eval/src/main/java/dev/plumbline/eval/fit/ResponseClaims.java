package dev.plumbline.eval.fit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.judge.LabelledItem;
import dev.plumbline.eval.judge.Sentence;
import dev.plumbline.eval.judge.Sentences;
import dev.plumbline.eval.judge.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Answers that people wrote or corrected from passages: true as they are, untrue once a sentence of
 * another answer to a question of the same collection stands among theirs.
 */
final class ResponseClaims {

    private record Answer(
            List<String> passages,
            String question,
            String text,
            String conversation,
            String collection) {}

    private ResponseClaims() {}

    static List<LabelledItem> of(List<JsonNode> tasks, long seed) {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode task : tasks) {
            boolean answerable = task.path("answerability").toString().contains("\"ANSWERABLE\"");
            String text = task.path("targets").path(0).path("text").asText("");
            if (answerable && !text.isBlank() && !task.path("contexts").isEmpty()) {
                answers.add(answer(task, text));
            }
        }
        Random random = new Random(seed);
        List<LabelledItem> items = new ArrayList<>();
        for (Answer answer : answers) {
            items.add(
                    new LabelledItem(
                            "r",
                            answer.passages(),
                            answer.text(),
                            answer.question(),
                            true,
                            List.of(),
                            "response",
                            answer.conversation()));
            for (int copy = 0; copy < 2; copy++) {
                items.add(mixed(answer, answers, random));
            }
        }
        return items;
    }

    private static Answer answer(JsonNode task, String text) {
        List<String> passages = new ArrayList<>();
        task.path("contexts").forEach(context -> passages.add(context.path("text").asText()));
        String question = "";
        for (JsonNode turn : task.path("input")) {
            question = turn.path("text").asText();
        }
        return new Answer(
                passages,
                question,
                text,
                task.path("conversation_id").asText(),
                task.path("Collection").asText());
    }

    private static LabelledItem mixed(Answer answer, List<Answer> answers, Random random) {
        Answer other = answer;
        for (int attempt = 0;
                attempt < 50 && other.conversation().equals(answer.conversation());
                attempt++) {
            Answer candidate = answers.get(random.nextInt(answers.size()));
            other = candidate.collection().equals(answer.collection()) ? candidate : other;
        }
        List<Sentence> foreign = Sentences.split(other.text());
        List<Sentence> own = Sentences.split(answer.text());
        String intruder = foreign.get(random.nextInt(foreign.size())).text();
        int place = random.nextInt(own.size());
        StringBuilder text = new StringBuilder();
        Span wrong = new Span(0, 0);
        for (int i = 0; i < own.size(); i++) {
            text.append(text.isEmpty() ? "" : " ");
            int start = text.codePointCount(0, text.length());
            text.append(i == place ? intruder : own.get(i).text());
            wrong = i == place ? new Span(start, text.codePointCount(0, text.length())) : wrong;
        }
        return new LabelledItem(
                "m",
                answer.passages(),
                text.toString(),
                answer.question(),
                false,
                List.of(wrong),
                "mixed response",
                answer.conversation());
    }
}
