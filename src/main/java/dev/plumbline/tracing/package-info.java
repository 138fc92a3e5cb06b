/**
 * The stages of ingestion and of answers as spans (OpenTelemetry) and timers (Prometheus). Neither
 * holds words of documents, questions or answers.
 *
 * <p>Start at {@link dev.plumbline.tracing.Stages}.
 */
@NullMarked
package dev.plumbline.tracing;

import org.jspecify.annotations.NullMarked;
