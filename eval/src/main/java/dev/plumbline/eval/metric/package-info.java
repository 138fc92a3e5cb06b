/**
 * Measures of one answer against what was expected: SQuAD's exact match and F1, ROUGE, claims, and
 * relevance to the question; and of one ranking where trec_eval has no such measure. Pure functions
 * of texts and numbers; nothing here reads files or knows a system.
 *
 * <p>Start reading at {@link dev.plumbline.eval.metric.AnswerMatch}.
 */
@NullMarked
package dev.plumbline.eval.metric;

import org.jspecify.annotations.NullMarked;
