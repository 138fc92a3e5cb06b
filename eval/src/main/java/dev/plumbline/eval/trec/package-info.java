/**
 * Ranked retrieval measured as {@code trec_eval} measures it, to the last digit printed: releases
 * 10.0 and 9.0.8, whose readers, ties, averages and errors differ. Nothing here knows what produced
 * a run.
 *
 * <pre>
 *   arguments -> TrecOptions -+
 *   qrels     -> QrelsReader -+-> TrecEval -> JudgedRanking per topic -> Measure -> TrecTable
 *   run       -> RunReader ---+
 * </pre>
 *
 * Start reading at {@link dev.plumbline.eval.trec.TrecEval}.
 */
@NullMarked
package dev.plumbline.eval.trec;

import org.jspecify.annotations.NullMarked;
