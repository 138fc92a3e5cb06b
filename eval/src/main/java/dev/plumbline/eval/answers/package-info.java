/**
 * A suite of questions put to a system, and the scores of each answer. Outputs are kept as they
 * come, so that a run goes on where it stopped.
 *
 * <p>Start reading at {@link dev.plumbline.eval.answers.AnswerRun}.
 */
@NullMarked
package dev.plumbline.eval.answers;

import org.jspecify.annotations.NullMarked;
