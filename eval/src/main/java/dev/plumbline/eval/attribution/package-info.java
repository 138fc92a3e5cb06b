/**
 * Which stage of a system lost a question: evidence is followed from the documents' text to the
 * answer, and the first stage that no longer has it is the one to look at.
 *
 * <pre>
 * Sought   the evidence as it is looked for in texts
 *   |      found or not, at each stage
 * Trace    how far each piece came
 *   |      with what became of the answer
 * Attribution -> Stage
 * </pre>
 *
 * <p>Start reading at {@link dev.plumbline.eval.attribution.Stage}.
 */
@NullMarked
package dev.plumbline.eval.attribution;

import org.jspecify.annotations.NullMarked;
