/**
 * Reads the files that test collections come in: BEIR's folders, SQuAD, MTRAG, HotpotQA, MuSiQue
 * and one's own CSV and JSON lines. Knows formats and their traps, and no measure.
 *
 * <p>Start reading at {@link dev.plumbline.eval.data.JudgedCollection}.
 */
@NullMarked
package dev.plumbline.eval.data;

import org.jspecify.annotations.NullMarked;
