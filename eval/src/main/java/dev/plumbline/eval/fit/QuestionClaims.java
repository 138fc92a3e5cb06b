package dev.plumbline.eval.fit;

import dev.plumbline.eval.data.SquadParagraph;
import dev.plumbline.eval.judge.LabelledItem;
import dev.plumbline.eval.judge.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements in people's own words: a question about a paragraph with an answer in the place of its
 * question word. True with the right answer; untrue with another answer from the same paragraph, or
 * where the question has no answer there.
 */
final class QuestionClaims {

    private static final Pattern ASKED =
            Pattern.compile(
                    "\\b(?:how (?:many|much|long|old|far)|what (?:year|percentage|type of|kind of)|which|what|who|whom|whose|when|where|how|why)\\b",
                    Pattern.CASE_INSENSITIVE);

    private QuestionClaims() {}

    static List<LabelledItem> of(List<SquadParagraph> squad, int count, long seed) {
        Random random = new Random(seed);
        List<LabelledItem> items = new ArrayList<>();
        for (SquadParagraph paragraph : squad) {
            addParagraph(items, paragraph, random);
        }
        java.util.Collections.shuffle(items, random);
        return List.copyOf(items.subList(0, Math.min(count, items.size())));
    }

    private static void addParagraph(
            List<LabelledItem> items, SquadParagraph paragraph, Random random) {
        List<String> answers = new ArrayList<>();
        for (SquadParagraph.Asked question : paragraph.questions()) {
            question.answers().stream().findFirst().ifPresent(answers::add);
        }
        String context = paragraph.context();
        String title = paragraph.title();
        for (SquadParagraph.Asked question : paragraph.questions()) {
            String asked = question.text();
            String right = question.answers().stream().findFirst().orElse("");
            String wrong = other(answers, right, random);
            if (!right.isEmpty()) {
                items.add(item(asked, right, context, title, true));
            }
            if (!wrong.isEmpty()) {
                items.add(item(asked, wrong, context, title, false));
            }
        }
    }

    /** Another answer of the same shape: a number for a number, a name for a name. */
    private static String other(List<String> answers, String right, Random random) {
        for (int attempt = 0; attempt < 8 && !answers.isEmpty(); attempt++) {
            String answer = answers.get(random.nextInt(answers.size()));
            boolean apart =
                    !answer.toLowerCase(Locale.ROOT).contains(right.toLowerCase(Locale.ROOT))
                            && !right.toLowerCase(Locale.ROOT)
                                    .contains(answer.toLowerCase(Locale.ROOT));
            if (right.isEmpty() || (apart && shape(answer) == shape(right))) {
                return answer;
            }
        }
        return "";
    }

    private static int shape(String answer) {
        if (answer.chars().anyMatch(Character::isDigit)) {
            return 0;
        }
        return Character.isUpperCase(answer.codePointAt(0)) ? 1 : 2;
    }

    private static LabelledItem item(
            String question, String answer, String context, String title, boolean supported) {
        String text = question.strip().replaceAll("\\?$", "");
        Matcher asked = ASKED.matcher(text);
        String claim =
                asked.find()
                        ? text.substring(0, asked.start()) + answer + text.substring(asked.end())
                        : text + " " + answer;
        List<Span> spans =
                supported
                        ? List.of()
                        : List.of(new Span(0, claim.codePointCount(0, claim.length())));
        return new LabelledItem(
                "q", List.of(context), claim + ".", "", supported, spans, "question", title);
    }
}
