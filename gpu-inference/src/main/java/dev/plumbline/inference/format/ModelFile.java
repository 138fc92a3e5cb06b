package dev.plumbline.inference.format;

import dev.plumbline.inference.tensor.TensorView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An open model: configuration, tensors and the parts that a tokenizer and a chat template are made
 * of. Memory-mapped: opening costs milliseconds whatever its size; all views die with {@link
 * #close}. Safe for use by many threads.
 */
public abstract sealed class ModelFile implements TensorSource, AutoCloseable
        permits GgufModel, SafetensorsModel {
    private final Path path;
    private final Arena arena;
    private final Map<String, TensorView> raw;
    private final Supplier<ModelConfig> config = Once.of(this::readConfig);
    private final Supplier<Map<String, TensorView>> canonical = Once.of(this::readCanonical);

    /** Takes over the arena of the mapping. */
    ModelFile(Path path, Arena arena, Map<String, TensorView> raw) {
        this.path = path;
        this.arena = arena;
        this.raw = raw;
    }

    /** How {@link #open} reads a model from what it mapped. */
    @FunctionalInterface
    interface Reader<T extends ModelFile> {
        T read(Arena arena) throws IOException;
    }

    /**
     * Opens a GGUF file, or a folder (or its model.safetensors) in Hugging Face layout.
     *
     * @throws FormatException where it is not readable, corrupt or not a model
     */
    public static ModelFile open(Path path) {
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

    /** Reads with an arena that is closed again where that fails. */
    static <T extends ModelFile> T open(Path path, Reader<T> reader) {
        Arena arena = Arena.ofShared();
        try {
            return reader.read(arena);
        } catch (IOException e) {
            arena.close();
            throw FormatException.unreadable(
                    "%s cannot be read: %s.".formatted(path, e.getMessage()));
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** What the file says of the network. */
    abstract ModelConfig readConfig();

    /** Its tensors under canonical names. */
    abstract Map<String, TensorView> readCanonical();

    /**
     * What the network looks like.
     *
     * @throws FormatException code {@code unsupported} where this engine does not run the
     *     architecture
     */
    public final ModelConfig config() {
        return config.get();
    }

    /** The tensors as the file names and shapes them. */
    public final Map<String, TensorView> rawTensors() {
        return raw;
    }

    @Override
    public final Optional<TensorView> find(String canonicalName) {
        return Optional.ofNullable(canonical.get().get(canonicalName));
    }

    @Override
    public final Set<String> names() {
        return canonical.get().keySet();
    }

    /** {@code gguf} or {@code safetensors}. */
    public abstract String format();

    /** The file or folder that was opened. */
    public final Path path() {
        return path;
    }

    /** Bytes of all weights as stored. */
    public final long weightBytes() {
        return raw.values().stream().mapToLong(view -> view.memory().byteSize()).sum();
    }

    /**
     * What the file says about itself, in its order: numbers, texts, booleans; long lists as their
     * length. For people.
     */
    public abstract Map<String, Object> description();

    /** Unmaps the file: views of its memory may no longer be used. */
    @Override
    public final void close() {
        arena.close();
    }
}
