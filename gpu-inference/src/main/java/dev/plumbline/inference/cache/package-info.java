/**
 * Which cache blocks belong to whom. The memory itself is the device's ({@code KvMemory}); here is
 * only the counting, which must never lose a block. Knows no model. Start at {@code BlockPool}.
 */
@NullMarked
package dev.plumbline.inference.cache;

import org.jspecify.annotations.NullMarked;
