/**
 * Test suites made from any corpus by rule and seed: no model and no labelling is needed, and a
 * team can run them on its own documents.
 *
 * <p>{@link dev.plumbline.eval.suite.PlantedErrors} makes labelled responses for judges, {@link
 * dev.plumbline.eval.suite.AnswerSuite} documents and questions for a whole system. It knows
 * nothing of the systems and judges that are tested.
 */
@NullMarked
package dev.plumbline.eval.suite;

import org.jspecify.annotations.NullMarked;
