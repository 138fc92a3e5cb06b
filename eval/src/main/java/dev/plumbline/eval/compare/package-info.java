/**
 * Two runs' {@code results.jsonl} side by side: pairs by id, a comparison per metric, and the gate
 * over all of them.
 *
 * <p>Start reading at {@link dev.plumbline.eval.compare.RunComparison}.
 */
@NullMarked
package dev.plumbline.eval.compare;

import org.jspecify.annotations.NullMarked;
