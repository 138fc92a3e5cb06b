package dev.plumbline.eval.answers;

import dev.plumbline.eval.answers.Suite.Question;

/** A system under test. */
public sealed interface Target permits OutputsTarget, PlumblineTarget, ChatTarget {
    /** The system's answer; a failure is an output with an error, never an exception. */
    SystemOutput answer(Question question);
}
