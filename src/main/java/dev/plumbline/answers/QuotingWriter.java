package dev.plumbline.answers;

import dev.plumbline.answers.quoting.Composition;
import dev.plumbline.answers.quoting.Quote;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import java.util.ArrayList;
import java.util.List;

/** Writes nothing of its own: the quotes one after the other. */
final class QuotingWriter implements AnswerWriter {
    @Override
    public String name() {
        return "quoting";
    }

    @Override
    public Outcome write(Task task, Transcript transcript) {
        List<Quote> quotes = task.selection().quotes();
        Composition composition = Composition.compose(task.selection());
        CanonicalText text = CanonicalText.of(composition.text());
        List<Span> spans = quotes.stream().flatMap(quote -> quote.sentences().stream()).toList();
        for (int i = 0; i < composition.sentences().size(); i++) {
            Composition.Sentence sentence = composition.sentences().get(i);
            Quote quote = quotes.get(sentence.citations().getFirst() - 1);
            String said = text.slice(sentence.start(), sentence.end());
            transcript.piece(i == 0 ? said : " " + said);
            List<String> others = new ArrayList<>();
            quotes.stream()
                    .filter(other -> !other.equals(quote))
                    .map(Quote::text)
                    .forEach(others::add);
            List<Source> source = List.of(Source.of(quote, task.found(quote)));
            transcript.sentence(
                    source,
                    Transcript.documentIds(source),
                    transcript.verify(said, List.of(quote.text()), others),
                    new Transcript.Words(spans.get(i).start(), spans.get(i).end()));
        }
        return Outcome.ofQuotes();
    }
}
