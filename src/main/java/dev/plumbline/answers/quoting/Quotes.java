package dev.plumbline.answers.quoting;

import dev.plumbline.index.Hit;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes quotes of the sentences believed in. */
final class Quotes {

    private final List<Run> runs = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** One or two sentences of a passage that follow each other. */
    private static final class Run {
        final PassageView passage;
        int first;
        int last;
        double belief;

        Run(Candidate candidate, double belief) {
            this.passage = candidate.passage;
            this.first = candidate.index;
            this.last = candidate.index;
            this.belief = belief;
        }

        boolean extend(Candidate candidate, double more) {
            boolean before = candidate.index == first - 1;
            boolean after = candidate.index == last + 1;
            if (candidate.passage.rank() != passage.rank() || first != last || !(before || after)) {
                return false;
            }
            if (!SentenceSpans.joinable(
                    text(Math.min(first, candidate.index), Math.max(last, candidate.index)))) {
                return false;
            }
            first = Math.min(first, candidate.index);
            last = Math.max(last, candidate.index);
            belief += more;
            return true;
        }

        String text(int from, int to) {
            return CanonicalText.of(passage.hit().text())
                    .slice(
                            passage.sentences().get(from).span().start(),
                            passage.sentences().get(to).span().end());
        }

        Quote quote() {
            Hit hit = passage.hit();
            return new Quote(
                    hit.documentId(),
                    hit.revision(),
                    hit.textSha256(),
                    hit.passageId(),
                    hit.title(),
                    hit.page(),
                    hit.start() + passage.sentences().get(first).span().start(),
                    hit.start() + passage.sentences().get(last).span().end(),
                    text(first, last),
                    passage.sentences().subList(first, last + 1).stream()
                            .map(
                                    s ->
                                            new Span(
                                                    hit.start() + s.span().start(),
                                                    hit.start() + s.span().end()))
                            .toList(),
                    belief);
        }
    }

    /** Quotes until the belief in them reaches a mass, best first. */
    static List<Quote> of(Ranking ranking, double mass, int sentencesMax) {
        Quotes quotes = new Quotes();
        TableRows rows = new TableRows(ranking.candidates());
        double sum = 0;
        for (int i = 0;
                i < ranking.candidates().size() && sum < mass && quotes.seen.size() < sentencesMax;
                i++) {
            double belief = ranking.beliefs().get(i);
            sum += belief;
            Candidate candidate = rows.instead(ranking.candidates().get(i));
            if (quotes.seen.size() + 1 < sentencesMax) {
                TableRows.head(candidate).ifPresent(head -> quotes.add(head, 0));
            }
            quotes.add(candidate, belief);
        }
        return quotes.runs.stream().map(Run::quote).toList();
    }

    private void add(Candidate candidate, double belief) {
        if (!seen.add(String.join(" ", candidate.sentence().text().split("\\s+")))) {
            return;
        }
        for (Run run : runs) {
            if (run.extend(candidate, belief)) {
                return;
            }
        }
        runs.add(new Run(candidate, belief));
    }
}
