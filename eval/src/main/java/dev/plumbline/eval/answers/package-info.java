/**
 * A suite of questions put to a system, its answers scored, and the results written for people and
 * machines.
 *
 * <pre>
 *   SuiteFile -> Suite -> AnswerRun (asks a Target, keeps outputs) -> ItemResult -> ReportFolder
 * </pre>
 *
 * Start reading at {@link dev.plumbline.eval.answers.AnswerRun}.
 */
@NullMarked
package dev.plumbline.eval.answers;

import org.jspecify.annotations.NullMarked;
