package dev.plumbline.answers;

import dev.plumbline.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * How a model's room is shared: the answer, the instructions and the question first, of what is
 * left at most a third for former turns, the rest for evidence.
 *
 * @param turns the latest that fit, in their order
 * @param evidenceTokens counted as the embedder counts
 */
record PromptBudget(List<Turn> turns, int evidenceTokens) {
    /** Another tokenizer may count more: of a known room so much is used. */
    private static final double SHARE = 0.75;

    private static final int EVIDENCE_TOKENS_MIN = 128;

    /**
     * The shares for a task.
     *
     * @param context the model's tokens; empty where nobody tells: room enough is assumed
     * @throws Problem 400 where the question leaves no room for evidence
     */
    static PromptBudget of(
            OptionalInt context,
            AnswerWriter.Task task,
            ToIntFunction<String> tokens,
            AnswerSettings settings) {
        int fixed =
                tokens.applyAsInt(PromptText.SYSTEM) + tokens.applyAsInt(task.question().text());
        int room =
                context.isEmpty()
                        ? 2 * settings.evidenceTokensMax()
                        : (int) ((context.getAsInt() - settings.tokensMax()) * SHARE) - fixed;
        if (room < EVIDENCE_TOKENS_MIN) {
            throw Problem.badInput(
                    "no_room",
                    "The question leaves the model no room for evidence: it takes "
                            + context.orElse(0)
                            + " tokens in all, "
                            + settings.tokensMax()
                            + " of them for the answer.");
        }
        List<Turn> turns = new ArrayList<>();
        int used = 0;
        for (Turn turn : task.turns().reversed()) {
            int size = tokens.applyAsInt(turn.question()) + tokens.applyAsInt(turn.answer());
            if (used + size > room / 3) {
                break;
            }
            turns.addFirst(turn);
            used += size;
        }
        return new PromptBudget(turns, Math.min(settings.evidenceTokensMax(), room - used));
    }
}
