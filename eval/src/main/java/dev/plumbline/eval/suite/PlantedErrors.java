package dev.plumbline.eval.suite;

import dev.plumbline.eval.judge.LabelledItem;
import dev.plumbline.eval.judge.Sentence;
import dev.plumbline.eval.judge.Sentences;
import dev.plumbline.eval.judge.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Sentences of a corpus, each spoilt in every way that it allows, beside clean twins: as it is,
 * shortened to a clause, joined with the sentence before, and said in other words.
 */
public final class PlantedErrors {

    /** The item kinds of clean twins. */
    public static final List<String> CLEAN = List.of("clean", "clause", "joined", "reworded");

    private static final int LENGTH_MIN = 50;
    private static final int LENGTH_MAX = 280;

    /** Begins with a capital, or in a script without capitals. */
    private static final Pattern WHOLE =
            Pattern.compile("[\\p{Lu}\\p{Lo}].*[.!?。！？।؟]", Pattern.DOTALL);

    /** A character of these says as much as three letters. */
    private static final Pattern DENSE =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]");

    private static final int DENSE_LETTERS = 3;
    private static final Pattern CLAUSE_VERB = Pattern.compile("\\b(?:was|is|were|are|had|has)\\b");

    private record Candidate(SourceText source, Sentence sentence, String before) {}

    private final List<Candidate> candidates = new ArrayList<>();
    private final Random random;
    private final Spoiler spoiler;

    private PlantedErrors(List<SourceText> corpus, long seed) {
        List<String> names = new ArrayList<>();
        for (SourceText source : corpus) {
            names.addAll(Spoiler.names(source.text()));
            String before = "";
            for (Sentence sentence : Sentences.split(source.text())) {
                int length = length(sentence.text());
                if (length >= LENGTH_MIN
                        && length <= LENGTH_MAX
                        && WHOLE.matcher(sentence.text()).matches()) {
                    candidates.add(new Candidate(source, sentence, before));
                }
                before = sentence.text();
            }
        }
        random = new Random(seed);
        spoiler = new Spoiler(random, names);
    }

    /**
     * Makes a suite; the same corpus, count and seed give the same items.
     *
     * @param corpus one document or more; of one alone nothing is of a wrong source or stitched
     * @param sentences how many sentences to take, fewer if the corpus has fewer
     */
    public static List<LabelledItem> of(List<SourceText> corpus, int sentences, long seed) {
        return new PlantedErrors(corpus, seed).items(sentences);
    }

    private List<LabelledItem> items(int sentences) {
        List<Candidate> chosen = new ArrayList<>(candidates);
        Collections.shuffle(chosen, random);
        List<LabelledItem> items = new ArrayList<>();
        int number = 0;
        for (Candidate candidate : chosen.subList(0, Math.min(sentences, chosen.size()))) {
            String away = away(candidate);
            for (PlantedError error : PlantedError.values()) {
                spoiler.spoil(error, candidate.sentence().text(), candidate.source().text(), away)
                        .ifPresent(
                                spoilt ->
                                        items.add(spoilt(items.size(), candidate, error, spoilt)));
            }
            clean(items, candidate);
            number++;
        }
        if (number == 0) {
            throw new IllegalArgumentException(
                    "no sentence of "
                            + LENGTH_MIN
                            + " to "
                            + LENGTH_MAX
                            + " letters in the corpus");
        }
        return items;
    }

    /** A sentence of another document; empty where there is none. */
    private String away(Candidate candidate) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            Candidate other = candidates.get(random.nextInt(candidates.size()));
            if (!other.source().document().equals(candidate.source().document())) {
                return other.sentence().text();
            }
        }
        return "";
    }

    /** In letters. */
    private static int length(String text) {
        long dense = DENSE.matcher(text).results().count();
        return text.codePointCount(0, text.length()) + (int) dense * (DENSE_LETTERS - 1);
    }

    private static LabelledItem spoilt(
            int number, Candidate candidate, PlantedError error, Spoiler.Spoilt spoilt) {
        List<String> evidence =
                error == PlantedError.INVENTED_CITATION
                        ? List.of()
                        : List.of(candidate.source().text());
        return new LabelledItem(
                number + " " + error.label(),
                evidence,
                spoilt.text(),
                "",
                false,
                List.of(spoilt.span()),
                error.label(),
                candidate.source().document());
    }

    private static void clean(List<LabelledItem> items, Candidate candidate) {
        String text = candidate.sentence().text();
        items.add(supported(items.size(), "clean", text, candidate));
        clause(text)
                .ifPresent(
                        clause -> items.add(supported(items.size(), "clause", clause, candidate)));
        if (candidate.before().length() > 40) {
            items.add(
                    supported(items.size(), "joined", candidate.before() + " " + text, candidate));
        }
        Rewording.of(text)
                .ifPresent(
                        other -> items.add(supported(items.size(), "reworded", other, candidate)));
    }

    private static Optional<String> clause(String text) {
        String[] parts = text.split(",(?!\\d{3})");
        String first = parts[0];
        boolean whole =
                parts.length > 1 && first.length() > 40 && CLAUSE_VERB.matcher(first).find();
        return whole ? Optional.of(first + ".") : Optional.empty();
    }

    private static LabelledItem supported(
            int number, String kind, String text, Candidate candidate) {
        List<Span> none = List.of();
        return new LabelledItem(
                number + " " + kind,
                List.of(candidate.source().text()),
                text,
                "",
                true,
                none,
                kind,
                candidate.source().document());
    }
}
