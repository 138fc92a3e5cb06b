/** Tests of traces and meters. */
@NullMarked
package dev.plumbline.tracing;

import org.jspecify.annotations.NullMarked;
