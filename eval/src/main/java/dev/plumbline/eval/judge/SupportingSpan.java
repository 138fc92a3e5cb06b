package dev.plumbline.eval.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the words of a passage that a sentence rests on. Safe for use by several threads. */
public final class SupportingSpan {

    private SupportingSpan() {}

    /**
     * The shortest run of whole sentences of the passage that carries what the sentence shares with
     * it; at most two sentences where these suffice.
     *
     * @return code points of the passage, or empty if the passage has none of the sentence's words
     */
    public static Optional<Span> find(String sentence, String passage) {
        Tokenizer tokenizer = new Tokenizer();
        Set<String> wanted = keys(tokenizer, sentence);
        List<Sentence> sentences = Sentences.split(passage);
        Span best = new Span(0, 0);
        int most = 0;
        for (int i = 0; i < sentences.size(); i++) {
            Set<String> shared = new HashSet<>();
            for (int j = i; j < Math.min(sentences.size(), i + 3); j++) {
                for (String key : keys(tokenizer, sentences.get(j).text())) {
                    if (wanted.contains(key)) {
                        shared.add(key);
                    }
                }
                Span run = new Span(sentences.get(i).start(), sentences.get(j).end());
                if (shared.size() > most
                        || (shared.size() == most && most > 0 && run.length() < best.length())) {
                    most = shared.size();
                    best = run;
                }
            }
        }
        return most == 0 ? Optional.empty() : Optional.of(best);
    }

    private static Set<String> keys(Tokenizer tokenizer, String text) {
        Set<String> keys = new HashSet<>();
        for (Token token : tokenizer.tokens(text)) {
            if (token.kind() != Token.Kind.FUNCTION && token.kind() != Token.Kind.BREAK) {
                keys.add(token.key());
            }
        }
        return keys;
    }
}
