/** A system under test to figures, verdicts and reports. */
@NullMarked
package dev.plumbline.eval;

import org.jspecify.annotations.NullMarked;
