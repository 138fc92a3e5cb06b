/**
 * A question's way to an answer: retrieval, the choice of quotes, refusal below the profile's
 * threshold, verification sentence by sentence.
 *
 * <p>Start at {@link dev.plumbline.answers.Answering}.
 */
@NullMarked
package dev.plumbline.answers;

import org.jspecify.annotations.NullMarked;
