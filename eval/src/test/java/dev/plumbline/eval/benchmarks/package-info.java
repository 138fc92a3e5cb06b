@NullMarked
package dev.plumbline.eval.benchmarks;

import org.jspecify.annotations.NullMarked;
