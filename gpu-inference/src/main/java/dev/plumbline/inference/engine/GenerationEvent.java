package dev.plumbline.inference.engine;

import dev.plumbline.inference.kernel.Sampled;

/** What happens to a request, in order; the last is Finished or Failed. */
public sealed interface GenerationEvent {

    /**
     * A token was drawn.
     *
     * @param sampled with its log-probability where asked for
     * @param text what may be shown now: withheld while it could begin a stop text or half a
     *     character
     */
    record Token(Sampled sampled, String text) implements GenerationEvent {}

    /**
     * The end.
     *
     * @param text the last piece, withheld until now
     * @param promptTokens tokens read
     * @param tokens tokens generated, one that stopped included
     */
    record Finished(Reason reason, String text, int promptTokens, int tokens)
            implements GenerationEvent {}

    /**
     * It could not be done.
     *
     * @param code stable: invalid_request, overloaded, cancelled, deadline, shut_down, failed
     */
    record Failed(String code, String message) implements GenerationEvent {}

    /** Why a text ended: a stop token or text, or its length. */
    enum Reason {
        STOP,
        LENGTH
    }
}
