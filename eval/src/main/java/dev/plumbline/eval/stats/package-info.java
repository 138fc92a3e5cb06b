/**
 * Statistics of paired runs: is the candidate worse than the baseline, by how much, and would one
 * know. Questions of one document are not independent, so errors go by cluster.
 *
 * <p>Start reading at {@link dev.plumbline.eval.stats.PairedSample}.
 */
@NullMarked
package dev.plumbline.eval.stats;

import org.jspecify.annotations.NullMarked;
