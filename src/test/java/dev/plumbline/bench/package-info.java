/** Tests of the benchmark's own arithmetic and texts. */
@NullMarked
package dev.plumbline.bench;

import org.jspecify.annotations.NullMarked;
