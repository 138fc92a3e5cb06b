/**
 * Weights as they lie in memory: the element types of model files, typed views of mapped memory,
 * and the scalar decoding of every quantised type, which is what all faster paths are tested
 * against. Knows no file format and no model. Start at {@code DType}.
 */
@NullMarked
package dev.plumbline.inference.tensor;

import org.jspecify.annotations.NullMarked;
