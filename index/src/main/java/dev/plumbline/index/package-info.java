/** Passages to ranked hits. */
@NullMarked
package dev.plumbline.index;

import org.jspecify.annotations.NullMarked;
