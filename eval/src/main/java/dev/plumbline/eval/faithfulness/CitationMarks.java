package dev.plumbline.eval.faithfulness;

import dev.plumbline.eval.judge.Sentence;
import dev.plumbline.eval.judge.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Citations as an answer writes them itself: {@code [1]}, {@code [2, 3]} or {@code [1-3]}. Numbers
 * have three digits at most: {@code [2019]} is a year. Of a range the first {@value #RANGE_MAX}
 * count.
 */
public final class CitationMarks {
    private static final int RANGE_MAX = 50;

    private static final Pattern MARK =
            Pattern.compile("\\s*\\[(\\d{1,3}(?:\\s*[,;–-]\\s*\\d{1,3})*)]");

    /** Before a sentence they belong to the one that it follows. */
    private static final Pattern LEADING = Pattern.compile("(?:" + MARK.pattern() + ")+");

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\s*[–-]\\s*(\\d+))?");

    private CitationMarks() {}

    /** The answer's sentences without marks and what each cites; none where there is no mark. */
    public static List<CitedSentence> read(String answer) {
        if (!MARK.matcher(answer).find()) {
            return List.of();
        }
        List<CitedSentence> sentences = new ArrayList<>();
        for (Sentence sentence : Sentences.split(answer)) {
            Matcher leading = LEADING.matcher(sentence.text());
            int from = 0;
            if (!sentences.isEmpty() && leading.lookingAt()) {
                from = leading.end();
                CitedSentence before = sentences.removeLast();
                List<Integer> cited = new ArrayList<>(before.citations());
                cited.addAll(numbers(leading.group()));
                sentences.add(new CitedSentence(before.text(), cited));
            }
            String rest = sentence.text().substring(from);
            String text = MARK.matcher(rest).replaceAll("").strip();
            if (!text.isEmpty()) {
                sentences.add(new CitedSentence(text, numbers(rest)));
            }
        }
        return sentences;
    }

    private static List<Integer> numbers(String text) {
        List<Integer> cited = new ArrayList<>();
        Matcher mark = MARK.matcher(text);
        while (mark.find()) {
            Matcher numbers = NUMBERS.matcher(mark.group(1));
            while (numbers.find()) {
                int first = Integer.parseInt(numbers.group(1));
                int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
                IntStream.rangeClosed(first, Math.max(first, last))
                        .limit(RANGE_MAX)
                        .forEach(cited::add);
            }
        }
        return cited;
    }
}
