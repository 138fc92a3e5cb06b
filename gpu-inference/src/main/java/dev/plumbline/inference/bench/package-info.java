/**
 * How fast a model runs here, and what the machine would allow: memory bandwidth and multiply-add
 * peak measured in the same run, so that figures of different machines can be compared. Start at
 * {@code EngineBenchmark}.
 */
@NullMarked
package dev.plumbline.inference.bench;

import org.jspecify.annotations.NullMarked;
