/**
 * Does the evidence say what a response says? One question, asked of a whole response, or of one
 * sentence and the passages that it cites.
 *
 * <p>It knows nothing of retrieval, of the service, or of how a response was written. Offsets that
 * leave this package count Unicode code points, {@code [start, end)}.
 *
 * <pre>
 * JudgeRequest ──> Judge (sealed) ──> JudgeResult = Judgement | JudgeFailure
 *                    ├ AlignmentJudge       words, numbers, names, negations and units compared
 *                    ├ ScoringModelJudge    any cross-encoder
 *                    └ ChatModelJudge       any language model
 *
 * LabelledItem + JudgeResult ──> JudgeEvaluation: the judges themselves measured
 *
 * sentence + cited passages + other passages ──> SentenceVerifier ──> Verification
 * sentence + cited passage ──> SupportingSpan ──> Span
 * </pre>
 *
 * Start reading at {@link dev.plumbline.eval.judge.Judge}.
 */
@NullMarked
package dev.plumbline.eval.judge;

import org.jspecify.annotations.NullMarked;
