/**
 * How faithful an answer is to its evidence, and how good its citations are: the share of supported
 * claims, citation recall and precision as ALCE defines them, and whether quotes are what their
 * offsets say. What supports what is asked of {@link dev.plumbline.eval.judge}.
 *
 * <p>Start reading at {@link dev.plumbline.eval.faithfulness.Faithfulness}.
 */
@NullMarked
package dev.plumbline.eval.faithfulness;

import org.jspecify.annotations.NullMarked;
