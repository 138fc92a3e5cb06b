package dev.plumbline.inference.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * An open model: configuration, tensors and the parts that a tokenizer and a chat template are made
 * of. Memory-mapped: opening costs milliseconds whatever its size; all views die with {@link
 * #close}. Safe for use by many threads.
 */
public sealed interface ModelFile extends TensorSource, AutoCloseable
        permits GgufModel, SafetensorsModel {

    /**
     * Opens a GGUF file, or a folder (or its model.safetensors) in Hugging Face layout.
     *
     * @throws FormatException where it is not readable, corrupt or not a model
     */
    static ModelFile open(Path path) {
        if (Files.isDirectory(path)) {
            return SafetensorsModel.open(path);
        }
        if (!Files.isRegularFile(path)) {
            throw FormatException.missing("There is no file " + path + ".");
        }
        return path.endsWith("model.safetensors")
                ? SafetensorsModel.open(path.resolveSibling(""))
                : GgufModel.open(path);
    }

    /**
     * What the network looks like.
     *
     * @throws FormatException code {@code unsupported} where this engine does not run the
     *     architecture
     */
    ModelConfig config();

    /** {@code gguf} or {@code safetensors}. */
    String format();

    /** The file or folder that was opened. */
    Path path();

    /** Bytes of all weights as stored. */
    long weightBytes();

    /**
     * What the file says about itself, in its order: numbers, texts, booleans; long lists as their
     * length. For people.
     */
    Map<String, Object> description();

    /** Unmaps the file: views of its memory may no longer be used. */
    @Override
    void close();
}
