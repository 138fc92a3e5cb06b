/**
 * Tests of the index: one class per promise, and {@link dev.plumbline.index.RandomChangesTest}
 * against a brute-force model.
 */
@NullMarked
package dev.plumbline.index;

import org.jspecify.annotations.NullMarked;
