package dev.plumbline.answers;

import dev.plumbline.answers.quoting.Quote;
import dev.plumbline.answers.quoting.Selection;
import dev.plumbline.search.Search;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the answer to a question that the documents are thought to answer. */
sealed interface AnswerWriter permits QuotingWriter, ModelWriter {

    /** The writer's name in receipts. */
    String name();

    Outcome write(Task task, Transcript transcript);

    /**
     * What is to be written.
     *
     * @param standalone the question, understood without its conversation
     * @param language of the question
     * @param turns what was said before in the conversation, as the asker may see it now
     * @param hits best first, none that the asker may not read
     * @param selection the sentences that answer by quotes
     */
    record Task(
            Question question,
            Standalone standalone,
            String language,
            List<Turn> turns,
            List<Search.Found> hits,
            Selection selection) {
        /** The hit that a quote comes from. */
        Search.Found found(Quote quote) {
            return hits.stream()
                    .filter(hit -> hit.hit().passageId().equals(quote.passageId()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * How it went.
     *
     * @param declined whether the writer says that it does not know
     * @param cut whether the limit on tokens ended it
     * @param packed passages in the order of a prompt
     * @param promptTokens tokens read, 0 where nobody counted
     * @param tokens tokens written, 0 where nobody counted
     */
    record Outcome(
            boolean declined,
            boolean cut,
            List<String> packed,
            @Nullable String promptSha256,
            Optional<String> weights,
            int promptTokens,
            int tokens) {
        static Outcome ofQuotes() {
            return new Outcome(false, false, List.of(), null, Optional.empty(), 0, 0);
        }
    }
}
