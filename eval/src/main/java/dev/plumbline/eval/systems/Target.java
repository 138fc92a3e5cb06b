package dev.plumbline.eval.systems;

import dev.plumbline.eval.questions.Question;

/** A system under test. */
public sealed interface Target permits OutputsTarget, HttpTarget {
    /** The system's answer; a failure is an output with an error, never an exception. */
    SystemOutput answer(Question question);
}
