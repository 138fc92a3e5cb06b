/**
 * What is asked of a system and what is expected of it, and the files that this comes in. Knows no
 * system and no measure.
 *
 * <p>Start reading at {@link dev.plumbline.eval.questions.Suite}.
 */
@NullMarked
package dev.plumbline.eval.questions;

import org.jspecify.annotations.NullMarked;
