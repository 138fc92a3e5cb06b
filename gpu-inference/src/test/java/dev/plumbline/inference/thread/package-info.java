/** Tests of threads. */
@NullMarked
package dev.plumbline.inference.thread;

import org.jspecify.annotations.NullMarked;
