/**
 * Models of real shapes with random weights, written as GGUF, so that anyone can measure speed
 * without a download. What they say means nothing. Start at {@code RandomModel}.
 */
@NullMarked
package dev.plumbline.inference.synthetic;

import org.jspecify.annotations.NullMarked;
