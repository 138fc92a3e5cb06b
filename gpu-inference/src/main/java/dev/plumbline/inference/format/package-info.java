/**
 * Model files, memory-mapped and checked: GGUF (version 2 and 3) and safetensors with a Hugging
 * Face config.json. Both become one {@code ModelConfig} and tensors under the same canonical names,
 * so that nothing after this package knows which format a model came in. Counts, offsets and
 * lengths of a file are never believed before they are compared with its size. Knows no arithmetic
 * on weights.
 *
 * <pre>
 * ModelFile.open(path) -+- GgufModel        Gguf (directory)            -> GgufConfig -+-> ModelConfig
 *                       +- SafetensorsModel Safetensors, SafetensorsIndex -> HfConfig -+   TensorSource (canonical names)
 * </pre>
 *
 * Start at {@code ModelFile}.
 */
@NullMarked
package dev.plumbline.inference.format;

import org.jspecify.annotations.NullMarked;
