/**
 * Tests of the packaged service as a process: what it survives, what it does before it promises,
 * and what it does on a full disk. They run with {@code -Pall}, after packaging, on Linux.
 */
@NullMarked
package dev.plumbline.process;

import org.jspecify.annotations.NullMarked;
