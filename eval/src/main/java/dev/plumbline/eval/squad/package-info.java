/**
 * Predictions for SQuAD's questions, versions 1.1 and 2.0, counted as the official script does.
 *
 * <p>Start reading at {@link dev.plumbline.eval.squad.SquadEvaluation}.
 */
@NullMarked
package dev.plumbline.eval.squad;

import org.jspecify.annotations.NullMarked;
