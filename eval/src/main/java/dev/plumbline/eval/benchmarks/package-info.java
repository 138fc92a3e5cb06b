/**
 * Figures that are expected of commands on known collections, as YAML files. Knows no command: who
 * runs one is told by the caller.
 *
 * <p>Start reading at {@link dev.plumbline.eval.benchmarks.Benchmark}.
 */
@NullMarked
package dev.plumbline.eval.benchmarks;

import org.jspecify.annotations.NullMarked;
