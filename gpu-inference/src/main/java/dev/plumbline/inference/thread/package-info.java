/** Threads whose work yields to work that somebody waits for. */
@NullMarked
package dev.plumbline.inference.thread;

import org.jspecify.annotations.NullMarked;
