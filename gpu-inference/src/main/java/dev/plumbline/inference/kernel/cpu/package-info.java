/**
 * Inner loops for the CPU: threads, products of matrices in each storage type, attention over cache
 * blocks. Flat on purpose: the compiler stops inlining at a node limit, and a vector that escapes
 * into a helper is allocated. Knows arrays and memory, no operation and no model. Start at {@code
 * Workers} and {@code RowProducts}.
 */
@NullMarked
package dev.plumbline.inference.kernel.cpu;

import org.jspecify.annotations.NullMarked;
