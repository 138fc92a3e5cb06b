/** Tests of answers. */
@NullMarked
package dev.plumbline.answers;

import org.jspecify.annotations.NullMarked;
