package dev.plumbline.answers;

import dev.plumbline.ingestion.CanonicalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What running an answer again found.
 *
 * @param same whether answer, refusal, citations and verdicts are equal
 * @param differences all that differs, without effect on the answer too
 * @param answer as it comes out now; it is not kept
 */
public record Replay(boolean same, List<Difference> differences, Answer answer) {
    private static final double SCORES_EQUAL = 1e-3;

    /**
     * One difference.
     *
     * @param stage such as {@code retrieval} or {@code verification}
     * @param then null where there was nothing
     * @param now null where there is nothing
     */
    public record Difference(
            String stage, String what, @Nullable Object then, @Nullable Object now) {}

    static Replay compare(Answers.Kept kept, Made made) {
        Answer now = made.answer();
        Differences found = new Differences();
        found.release(kept.receipt(), made.receipt());
        found.evidence(kept);
        found.conversation(kept.receipt(), made.receipt());
        found.retrieval(kept.receipt(), made.receipt());
        found.answerability(kept.receipt(), made.receipt());
        found.generation(kept.receipt(), made.receipt());
        int before = found.all.size();
        found.answer(kept.answer(), now);
        boolean withdrawn =
                kept.answer().citations().stream().anyMatch(Answer.Withdrawn.class::isInstance);
        return new Replay(found.all.size() == before && !withdrawn, List.copyOf(found.all), now);
    }

    /** Of an answer that can't be run again, since what it asked is gone. */
    static Replay impossible(Answers.Kept kept, String why) {
        Differences found = new Differences();
        found.evidence(kept);
        found.all.add(
                new Difference("retrieval", "collections", kept.receipt().collections(), why));
        return new Replay(false, List.copyOf(found.all), kept.answer());
    }

    /** Where a citation's words stand, whatever its number. */
    private static String place(Answer.Citation citation) {
        return citation instanceof Answer.Quoted quoted
                ? "%s %s %d-%d"
                        .formatted(
                                quoted.documentId(),
                                quoted.textSha256(),
                                quoted.start(),
                                quoted.end())
                : "withdrawn";
    }

    /**
     * A sentence of an answer.
     *
     * @param cites the places that it cites, in its order
     */
    private record Said(String text, String verdict, List<String> cites) {
        static Said of(Answer answer, Answer.Sentence sentence) {
            return new Said(
                    CanonicalText.of(answer.answer()).slice(sentence.start(), sentence.end()),
                    sentence.verdict(),
                    sentence.citations().stream()
                            .flatMap(
                                    n ->
                                            answer.citations().stream()
                                                    .filter(citation -> citation.n() == n))
                            .map(Replay::place)
                            .toList());
        }
    }

    /** Gathers them in the order of the stages. */
    private static final class Differences {
        final List<Difference> all = new ArrayList<>();

        private void unequal(
                String stage, String what, @Nullable Object then, @Nullable Object now) {
            if (!Objects.equals(then, now)) {
                all.add(new Difference(stage, what, then, now));
            }
        }

        void release(Receipt then, Receipt now) {
            var names = new TreeSet<>(then.releaseParts().keySet());
            names.addAll(now.releaseParts().keySet());
            names.forEach(
                    name ->
                            unequal(
                                    "release",
                                    name,
                                    then.releaseParts().get(name),
                                    now.releaseParts().get(name)));
            unequal("release", "profile", then.profile(), now.profile());
            unequal("release", "writer", then.writer(), now.writer());
            unequal("release", "weights", then.weightsSha256(), now.weightsSha256());
            var settings = new TreeSet<>(then.settings().keySet());
            settings.addAll(now.settings().keySet());
            settings.forEach(
                    name ->
                            unequal(
                                    "settings",
                                    name,
                                    then.settings().get(name),
                                    now.settings().get(name)));
        }

        void evidence(Answers.Kept kept) {
            for (Answer.Citation citation : kept.answer().citations()) {
                if (citation instanceof Answer.Withdrawn) {
                    all.add(
                            new Difference(
                                    "evidence",
                                    "citation " + citation.n(),
                                    "quoted",
                                    "erased or no longer readable"));
                }
            }
        }

        void conversation(Receipt then, Receipt now) {
            unequal("conversation", "former turns", then.turns(), now.turns());
        }

        void retrieval(Receipt then, Receipt now) {
            Map<String, Receipt.Ranked> before = byPlace(then);
            Map<String, Receipt.Ranked> after = byPlace(now);
            unequal("retrieval", "order of hits", places(then), places(now));
            before.forEach(
                    (place, hit) -> {
                        Receipt.Ranked again = after.get(place);
                        if (again != null && apart(hit.score(), again.score())) {
                            all.add(
                                    new Difference(
                                            "retrieval",
                                            "score of " + hit.passageId(),
                                            hit.score(),
                                            again.score()));
                        }
                    });
        }

        void answerability(Receipt then, Receipt now) {
            Receipt.Answerability before = then.answerability();
            Receipt.Answerability after = now.answerability();
            if (apart(before.confidence(), after.confidence())) {
                unequal("answerability", "confidence", before.confidence(), after.confidence());
            }
        }

        void generation(Receipt then, Receipt now) {
            unequal("packing", "passages", then.packed(), now.packed());
            unequal("generation", "prompt", then.promptSha256(), now.promptSha256());
        }

        void answer(Answer then, Answer now) {
            unequal("generation", "refused", then.refused(), now.refused());
            int before = all.size();
            int count = Math.max(then.sentences().size(), now.sentences().size());
            for (int i = 0; i < count; i++) {
                sentence(i + 1, said(then, i), said(now, i));
            }
            if (all.size() == before) {
                unequal("generation", "answer", then.answer(), now.answer());
            }
            unequal("generation", "citations", cited(then), cited(now));
        }

        private void sentence(int number, @Nullable Said then, @Nullable Said now) {
            if (then == null || now == null) {
                unequal(
                        "generation",
                        "sentence " + number,
                        then == null ? null : then.text(),
                        now == null ? null : now.text());
                return;
            }
            unequal("generation", "sentence " + number, then.text(), now.text());
            unequal("generation", "citations of sentence " + number, then.cites(), now.cites());
            unequal("verification", "verdict on sentence " + number, then.verdict(), now.verdict());
        }

        private static @Nullable Said said(Answer answer, int index) {
            return index < answer.sentences().size()
                    ? Said.of(answer, answer.sentences().get(index))
                    : null;
        }

        private static Map<String, Receipt.Ranked> byPlace(Receipt receipt) {
            return receipt.hits().stream()
                    .collect(Collectors.toMap(Receipt.Ranked::passageId, hit -> hit, (a, b) -> a));
        }

        private static List<String> places(Receipt receipt) {
            return receipt.hits().stream().map(Receipt.Ranked::passageId).toList();
        }

        private static List<String> cited(Answer answer) {
            return answer.citations().stream().map(Replay::place).toList();
        }

        private static boolean apart(double a, double b) {
            return Math.abs(a - b) > SCORES_EQUAL * Math.max(Math.abs(a), Math.abs(b));
        }
    }
}
