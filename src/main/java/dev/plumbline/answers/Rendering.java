package dev.plumbline.answers;

import dev.plumbline.accounts.Principal;
import dev.plumbline.documents.Texts;
import dev.plumbline.documents.Views;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.storage.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fills kept answers with the words that they quote, for somebody who may read them now. In place
 * of what is erased or may no longer be read stands a notice, the same for both.
 */
@Singleton
final class Rendering {
    static final String NOTICE =
            "[This part is no longer available: its source was erased or may no longer be read.]";

    private final Texts texts;
    private final Views views;

    @Inject
    Rendering(Texts texts, Views views) {
        this.texts = texts;
        this.views = views;
    }

    /** The answer as its owner may see it now. */
    Answer show(Principal principal, AnswerRow row) {
        StoredAnswer stored = Json.read(row.body, StoredAnswer.class);
        Shown shown = shown(principal, stored);
        StringBuilder text = new StringBuilder();
        List<Answer.Sentence> sentences = new ArrayList<>();
        int length = 0;
        for (StoredAnswer.Sentence sentence : stored.sentences()) {
            String said = words(sentence, stored, shown).orElse(NOTICE);
            int start = length + sentence.lead().codePointCount(0, sentence.lead().length());
            length = start + said.codePointCount(0, said.length());
            text.append(sentence.lead()).append(said);
            sentences.add(
                    new Answer.Sentence(start, length, sentence.verdict(), sentence.citations()));
        }
        String refusal = stored.text();
        return new Answer(
                row.id,
                row.conversationId,
                row.question,
                refusal == null ? text.toString() : refusal,
                stored.reason() != null,
                stored.reason(),
                stored.confidence(),
                stored.truncated(),
                sentences,
                stored.citations().stream()
                        .<Answer.Citation>map(
                                place ->
                                        shown.quotes().containsKey(place.n())
                                                ? shown.quotes().get(place.n())
                                                : new Answer.Withdrawn(
                                                        place.n(), NOTICE, place.verdict()))
                        .toList(),
                stored.release(),
                stored.profile(),
                stored.usage(),
                stored.timingsMs());
    }

    /** What of the answer may be said again in a prompt; empty for a refusal. */
    String sayable(Principal principal, AnswerRow row) {
        StoredAnswer stored = Json.read(row.body, StoredAnswer.class);
        Shown shown = shown(principal, stored);
        return stored.sentences().stream()
                .flatMap(sentence -> words(sentence, stored, shown).stream())
                .collect(Collectors.joining(" "));
    }

    private Optional<String> words(
            StoredAnswer.Sentence sentence, StoredAnswer stored, Shown shown) {
        if (!shown.documentIds().containsAll(sentence.documentIds())) {
            return Optional.empty();
        }
        Integer start = sentence.start();
        Integer end = sentence.end();
        if (start == null || end == null) {
            return Optional.ofNullable(sentence.text());
        }
        int n = sentence.citations().getFirst();
        return stored.citations().stream()
                .filter(place -> place.n() == n)
                .findFirst()
                .flatMap(place -> texts.text(place.textSha256()))
                .map(text -> text.slice(start, end).strip().replaceAll("\\s+", " "));
    }

    /** What is quoted, by number, and from which documents words may be shown. */
    private record Shown(Map<Integer, Answer.Quoted> quotes, Set<String> documentIds) {}

    private Shown shown(Principal principal, StoredAnswer stored) {
        Map<String, Views.Label> labels = views.readable(principal, stored.documentIds());
        Map<Integer, Answer.Quoted> quotes = new HashMap<>();
        for (StoredAnswer.Place place : stored.citations()) {
            Views.Label label = labels.get(place.documentId());
            if (label != null) {
                texts.text(place.textSha256())
                        .ifPresent(text -> quotes.put(place.n(), quoted(place, label, text)));
            }
        }
        return new Shown(quotes, labels.keySet());
    }

    private static Answer.Quoted quoted(
            StoredAnswer.Place place, Views.Label label, CanonicalText text) {
        return new Answer.Quoted(
                place.n(),
                place.collection(),
                place.documentId(),
                place.revision(),
                place.textSha256(),
                label.title(),
                place.page(),
                Objects.requireNonNull(place.boxes()),
                place.start(),
                place.end(),
                text.slice(place.start(), place.end()),
                place.verdict(),
                place.score());
    }
}
