package dev.plumbline.eval.fit;

import dev.plumbline.eval.judge.LabelledItem;
import dev.plumbline.eval.judge.Sentence;
import dev.plumbline.eval.judge.Sentences;
import dev.plumbline.eval.judge.Span;
import dev.plumbline.eval.suite.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences as careless summaries have them: all their words are the document's, but names, numbers
 * or halves of sentences changed places. Beside them shortened and fused sentences that stay true.
 */
final class Recombinations {

    private static final int PARAGRAPHS = 4;
    private static final Pattern NAME = Pattern.compile("(?<=[a-z,] )\\p{Lu}\\p{L}{2,}");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.,])\\d[\\d,]*(?![\\w])");
    private static final Pattern VERB =
            Pattern.compile(
                    " (?:was|is|were|are|has|had|have|will|would|can|could|became|began|made) ");
    private static final Pattern ASIDE =
            Pattern.compile(
                    " \\([^()]{3,80}\\)|, (?:which|who|including|such as|where)[^,]{5,80}(?=,)|(?<=[a-z]) [a-z]{3,}ly(?= [a-z])");
    private static final Pattern TAIL =
            Pattern.compile(
                    "(?:, (?!and|or)| (?:after|before|because|while|although|when|where|which|in order to|as well as) )[^,]{8,}[.]$");

    private final Random random;
    private final List<LabelledItem> items = new ArrayList<>();

    private Recombinations(long seed) {
        random = new Random(seed);
    }

    static List<LabelledItem> of(List<SourceText> paragraphs, int count, long seed) {
        Map<String, List<String>> documents = new TreeMap<>();
        for (SourceText paragraph : paragraphs) {
            documents
                    .computeIfAbsent(paragraph.document(), key -> new ArrayList<>())
                    .add(paragraph.text());
        }
        List<List<String>> chosen = new ArrayList<>(documents.values());
        Recombinations recombinations = new Recombinations(seed);
        while (recombinations.items.size() < count) {
            recombinations.add(chosen.get(recombinations.random.nextInt(chosen.size())));
        }
        return recombinations.items;
    }

    private void add(List<String> paragraphs) {
        int from = random.nextInt(Math.max(1, paragraphs.size() - PARAGRAPHS + 1));
        String evidence =
                String.join(
                        "\n\n",
                        paragraphs.subList(from, Math.min(paragraphs.size(), from + PARAGRAPHS)));
        List<String> sentences =
                Sentences.split(evidence).stream()
                        .map(Sentence::text)
                        .filter(s -> s.length() > 50 && s.length() < 260 && s.endsWith("."))
                        .toList();
        if (sentences.size() < 4) {
            return;
        }
        int at = random.nextInt(sentences.size() - 1);
        String one = sentences.get(at);
        String other = sentences.get(random.nextInt(sentences.size()));
        if (other.equals(one)) {
            return;
        }
        wrong(evidence, stitched(one, other));
        wrong(evidence, predicate(one, other));
        wrong(evidence, exchanged(NAME, one, evidence));
        wrong(evidence, exchanged(NUMBER, one, evidence));
        right(evidence, one, one);
        right(evidence, one, ASIDE.matcher(one).replaceAll(""));
        right(evidence, one, TAIL.matcher(one).replaceFirst("."));
        right(evidence, one, ASIDE.matcher(TAIL.matcher(one).replaceFirst(".")).replaceAll(""));
        right(
                evidence,
                "",
                one.substring(0, one.length() - 1) + " and " + fused(sentences.get(at + 1)));
    }

    private static String fused(String next) {
        return next.startsWith("The ") || next.startsWith("In ") || next.startsWith("It ")
                ? Character.toLowerCase(next.charAt(0)) + next.substring(1)
                : next;
    }

    private String stitched(String one, String other) {
        String[] first = one.split(" ");
        String[] second = other.split(" ");
        int cut = 2 + random.nextInt(first.length - 3);
        int rest = 1 + random.nextInt(second.length - 2);
        return String.join(" ", List.of(first).subList(0, cut))
                + " "
                + String.join(" ", List.of(second).subList(rest, second.length));
    }

    private static String predicate(String one, String other) {
        Matcher mine = VERB.matcher(one);
        Matcher theirs = VERB.matcher(other);
        return mine.find() && theirs.find()
                ? one.substring(0, mine.start()) + other.substring(theirs.start())
                : "";
    }

    private String exchanged(Pattern pattern, String one, String evidence) {
        List<MatchResult> places = pattern.matcher(one).results().toList();
        List<String> others =
                pattern.matcher(evidence)
                        .results()
                        .map(MatchResult::group)
                        .filter(word -> !one.contains(word))
                        .toList();
        if (places.isEmpty() || others.isEmpty()) {
            return "";
        }
        MatchResult at = places.get(random.nextInt(places.size()));
        return one.substring(0, at.start())
                + others.get(random.nextInt(others.size()))
                + one.substring(at.end());
    }

    private void wrong(String evidence, String text) {
        if (!text.isEmpty() && !evidence.contains(text)) {
            items.add(
                    new LabelledItem(
                            "x",
                            List.of(evidence),
                            text,
                            "",
                            false,
                            List.of(new Span(0, text.codePointCount(0, text.length()))),
                            "recombined",
                            ""));
        }
    }

    private void right(String evidence, String original, String text) {
        if (original.equals(text) && random.nextInt(3) > 0) {
            return;
        }
        items.add(
                new LabelledItem(
                        "x", List.of(evidence), text, "", true, List.of(), "shortened", ""));
    }
}
