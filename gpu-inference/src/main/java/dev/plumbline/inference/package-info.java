/** Tokens to tokens, text to vectors. */
@NullMarked
package dev.plumbline.inference;

import org.jspecify.annotations.NullMarked;
