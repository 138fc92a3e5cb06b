package dev.plumbline.eval.systems;

/** What comes of asking a system: what it said, or that it cannot be asked. */
public sealed interface Reply permits SystemOutput, Reply.Unavailable {
    /**
     * The system is not there, or refuses whoever asks, whatever the question.
     *
     * @param message a sentence that says what to do
     * @param certain whether the next question is sure to fare no better
     */
    record Unavailable(String message, boolean certain) implements Reply {}
}
