/**
 * Whether a system knows when it does not know: risk against coverage, refusals right and wrong,
 * and whether its confidence means what it says.
 *
 * <p>Start reading at {@link dev.plumbline.eval.abstention.AbstentionScores}.
 */
@NullMarked
package dev.plumbline.eval.abstention;

import org.jspecify.annotations.NullMarked;
