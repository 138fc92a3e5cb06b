/**
 * Fits the coefficients that ship, from data that may be used for it. Start reading at {@link
 * dev.plumbline.eval.fit.JudgeFit}.
 */
@NullMarked
package dev.plumbline.eval.fit;

import org.jspecify.annotations.NullMarked;
