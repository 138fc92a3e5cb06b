/**
 * Reads the files that test collections come in: SQuAD, BEIR folders, results of runs. Knows
 * formats and their traps, and no measure.
 */
@NullMarked
package dev.plumbline.eval.data;

import org.jspecify.annotations.NullMarked;
