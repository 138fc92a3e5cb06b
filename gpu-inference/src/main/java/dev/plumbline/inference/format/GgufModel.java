package dev.plumbline.inference.format;

import dev.plumbline.inference.tensor.TensorView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A GGUF file. Owns the arena of its mapping. */
public final class GgufModel implements ModelFile {
    private final Path path;
    private final Arena arena;
    private final GgufDirectory directory;
    private final Supplier<ModelConfig> config;
    private final Supplier<Map<String, TensorView>> canonical;

    private GgufModel(Path path, Arena arena, GgufDirectory directory) {
        this.path = path;
        this.arena = arena;
        this.directory = directory;
        this.config = Once.of(() -> new GgufConfig(directory, stem(path)).config());
        this.canonical = Once.of(() -> new GgufTensors(directory).canonical());
    }

    /**
     * Maps a file and checks its directory.
     *
     * @throws FormatException where the file is unreadable, corrupt or of a version that is not
     *     read
     */
    public static GgufModel open(Path path) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment memory =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new GgufModel(path, arena, GgufDirectory.read(memory));
        } catch (IOException e) {
            arena.close();
            throw FormatException.unreadable(
                    "%s cannot be read: %s.".formatted(path, e.getMessage()));
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public ModelConfig config() {
        return config.get();
    }

    /** The file's key-value pairs. */
    public Metadata metadata() {
        return directory.metadata();
    }

    /** The tensors as the file names and shapes them. */
    public Map<String, TensorView> rawTensors() {
        return directory.tensors();
    }

    /** The version of the format: 2 or 3. */
    public int version() {
        return directory.version();
    }

    @Override
    public Optional<TensorView> find(String canonicalName) {
        return Optional.ofNullable(canonical.get().get(canonicalName));
    }

    @Override
    public Set<String> names() {
        return canonical.get().keySet();
    }

    @Override
    public String format() {
        return "gguf";
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long weightBytes() {
        return directory.tensors().values().stream()
                .mapToLong(view -> view.memory().byteSize())
                .sum();
    }

    @Override
    public Map<String, Object> description() {
        return new LinkedHashMap<>(directory.metadata().description());
    }

    @Override
    public void close() {
        arena.close();
    }

    private static String stem(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".gguf") ? name.substring(0, name.length() - 5) : name;
    }
}
