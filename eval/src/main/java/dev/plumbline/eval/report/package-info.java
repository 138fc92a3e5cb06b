/**
 * A run's results as files: for people, for continuous integration, for spreadsheets and for
 * comparing.
 *
 * <p>Start reading at {@link dev.plumbline.eval.report.ReportFolder}.
 */
@NullMarked
package dev.plumbline.eval.report;

import org.jspecify.annotations.NullMarked;
