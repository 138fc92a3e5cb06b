/**
 * How fast a model runs here, and what the machine would allow: memory bandwidth and multiply-add
 * peak measured in the same run, so that figures of different machines can be compared, and other
 * engines in turns with ours. Start at {@code EngineComparison}.
 */
@NullMarked
package dev.plumbline.inference.bench;

import org.jspecify.annotations.NullMarked;
