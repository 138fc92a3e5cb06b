package dev.plumbline.eval.suite;

import dev.plumbline.eval.judge.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spoils a sentence in one place, so that it says something else. */
final class Spoiler {

    static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\w.,])\\d{1,3}(?:,\\d{3}){1,4}(?!\\w|[.,]\\d)|(?<![\\w.,])\\d{1,15}(?!\\w|[.,]\\d)");
    private static final Pattern NAME = Pattern.compile("(?<=[a-z,] )\\p{Lu}\\p{Ll}{3,}");
    private static final Pattern VERB =
            Pattern.compile("\\b(?:was|is|were|are|has|had|can|could|will|would)\\b(?! not)");
    private static final Pattern NEGATED =
            Pattern.compile(
                    "\\b((?:was|is|were|are|has|had|can|could|will|would|did|does|do)) not\\b");
    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    Map.entry("million", "billion"),
                    Map.entry("billion", "million"),
                    Map.entry("thousand", "million"),
                    Map.entry("percent", "million"),
                    Map.entry("km", "miles"),
                    Map.entry("kilometres", "miles"),
                    Map.entry("miles", "kilometres"),
                    Map.entry("metres", "feet"),
                    Map.entry("feet", "metres"),
                    Map.entry("kg", "tonnes"),
                    Map.entry("years", "months"),
                    Map.entry("months", "weeks"),
                    Map.entry("weeks", "days"),
                    Map.entry("days", "hours"),
                    Map.entry("hours", "minutes"));
    private static final Pattern UNIT =
            Pattern.compile(
                    "(?<=\\d )(?:"
                            + String.join("|", UNITS.keySet().stream().sorted().toList())
                            + ")\\b");

    /**
     * A spoilt sentence.
     *
     * @param span of what is wrong in it, code points
     */
    record Spoilt(String text, Span span) {}

    private final RandomGenerator random;
    private final List<String> names;

    /**
     * A spoiler.
     *
     * @param names of the corpus, one of which takes another's place
     */
    Spoiler(RandomGenerator random, List<String> names) {
        this.random = random;
        this.names = List.copyOf(names);
    }

    static List<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).toList();
    }

    /**
     * Empty where the sentence has nothing that can be spoilt in this way.
     *
     * @param away a sentence of another document, empty where there is none
     */
    Optional<Spoilt> spoil(PlantedError error, String sentence, String evidence, String away) {
        return switch (error) {
            case NUMBER ->
                    one(NUMBER, sentence)
                            .map(at -> replaced(sentence, at, otherNumber(at.group())));
            case NAME ->
                    one(NAME, sentence)
                            .flatMap(
                                    at ->
                                            otherName(evidence)
                                                    .map(name -> replaced(sentence, at, name)));
            case NEGATION -> negated(sentence);
            case UNIT ->
                    one(UNIT, sentence)
                            .map(at -> replaced(sentence, at, UNITS.getOrDefault(at.group(), "")));
            case WRONG_SOURCE ->
                    away.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Spoilt(away, new Span(0, length(away))));
            case STITCHED ->
                    away.isEmpty() ? Optional.empty() : Optional.of(stitched(sentence, away));
            case INVENTED_CITATION ->
                    Optional.of(new Spoilt(sentence, new Span(0, length(sentence))));
        };
    }

    private Optional<MatchResult> one(Pattern pattern, String sentence) {
        List<MatchResult> places = pattern.matcher(sentence).results().toList();
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(places.get(random.nextInt(places.size())));
    }

    private String otherNumber(String digits) {
        long value = Long.parseLong(digits.replace(",", ""));
        long[] steps = {1, 2, 3, 7, 10};
        long other = value + steps[random.nextInt(steps.length)];
        return digits.contains(",")
                ? String.format(java.util.Locale.ROOT, "%,d", other)
                : Long.toString(other);
    }

    private Optional<String> otherName(String evidence) {
        for (int attempt = 0; attempt < 20 && !names.isEmpty(); attempt++) {
            String name = names.get(random.nextInt(names.size()));
            if (!evidence.contains(name.substring(0, 4))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private Optional<Spoilt> negated(String sentence) {
        Matcher negated = NEGATED.matcher(sentence);
        if (negated.find()) {
            return Optional.of(replaced(sentence, negated.toMatchResult(), negated.group(1)));
        }
        return one(VERB, sentence).map(at -> replaced(sentence, at, at.group() + " not"));
    }

    private static Spoilt stitched(String sentence, String away) {
        if (!sentence.contains(" ") && !away.contains(" ")) {
            int from = sentence.offsetByCodePoints(0, length(sentence) / 2);
            String end = away.substring(away.offsetByCodePoints(0, length(away) / 2));
            String text = sentence.substring(0, from) + end;
            return new Spoilt(text, new Span(length(sentence) / 2, length(text)));
        }
        List<String> first = List.of(sentence.split(" "));
        List<String> second = List.of(away.split(" "));
        List<String> words = new ArrayList<>(first.subList(0, first.size() / 2));
        int start = length(String.join(" ", words)) + 1;
        words.addAll(second.subList(second.size() / 2, second.size()));
        String text = String.join(" ", words);
        return new Spoilt(text, new Span(Math.min(start, length(text)), length(text)));
    }

    private static Spoilt replaced(String sentence, MatchResult at, String by) {
        String before = sentence.substring(0, at.start());
        int start = length(before);
        return new Spoilt(
                before + by + sentence.substring(at.end()), new Span(start, start + length(by)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
