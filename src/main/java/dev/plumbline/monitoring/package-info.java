/**
 * What operators look at: health. Metrics and traces come from the platform.
 *
 * <p>Start at {@link dev.plumbline.monitoring.RetrievalHealth}.
 */
@NullMarked
package dev.plumbline.monitoring;

import org.jspecify.annotations.NullMarked;
