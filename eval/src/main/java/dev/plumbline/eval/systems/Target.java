package dev.plumbline.eval.systems;

import dev.plumbline.eval.questions.Question;

/** A system under test. */
public sealed interface Target permits OutputsTarget, HttpTarget {
    /** What the system says; a failure is an output with an error, never an exception. */
    Reply answer(Question question);
}
