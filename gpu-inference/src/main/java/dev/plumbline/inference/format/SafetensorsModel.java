package dev.plumbline.inference.format;

import dev.plumbline.inference.json.Json;
import dev.plumbline.inference.json.JsonObject;
import dev.plumbline.inference.tensor.TensorView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A folder in Hugging Face layout: config.json, tokenizer files, and weights as safetensors, in one
 * file or several with an index. Owns the arena of the mappings.
 */
public final class SafetensorsModel implements ModelFile {
    private static final String INDEX = "model.safetensors.index.json";
    private static final String SINGLE = "model.safetensors";
    private static final long JSON_BYTES_MAX = 256 << 20;
    private static final int FILES_MAX = 4096;

    private final Path folder;
    private final Arena arena;
    private final JsonObject configuration;
    private final Map<String, TensorView> raw;
    private final Supplier<ModelConfig> config;
    private final Supplier<Map<String, TensorView>> canonical;

    private SafetensorsModel(Path folder, Arena arena) throws IOException {
        this.folder = folder;
        this.arena = arena;
        this.configuration = json("config.json").orElseThrow(() -> missing("config.json"));
        this.raw = tensors();
        this.config = Once.of(() -> new HfConfig(this).config());
        this.canonical = Once.of(() -> new HfTensors(raw, config()).canonical());
    }

    /**
     * Maps the weights of a folder and checks their directories.
     *
     * @throws FormatException where something is missing, unreadable or corrupt
     */
    public static SafetensorsModel open(Path folder) {
        Arena arena = Arena.ofShared();
        try {
            return new SafetensorsModel(folder, arena);
        } catch (IOException e) {
            arena.close();
            throw FormatException.unreadable(
                    "%s cannot be read: %s.".formatted(folder, e.getMessage()));
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private Map<String, TensorView> tensors() throws IOException {
        Map<String, TensorView> result = new LinkedHashMap<>();
        for (String file : weightFiles()) {
            for (TensorView view : Safetensors.read(file, map(folder.resolve(file))).values()) {
                if (result.put(view.name(), view) != null) {
                    throw FormatException.corrupt(
                            "The tensor %s is in two files of %s.".formatted(view.name(), folder));
                }
            }
        }
        return result;
    }

    private Set<String> weightFiles() {
        Optional<JsonObject> index = json(INDEX);
        if (index.isEmpty()) {
            return Set.of(SINGLE);
        }
        JsonObject map =
                index.get()
                        .object("weight_map")
                        .orElseThrow(() -> index.get().missing("weight_map"));
        Set<String> files = new LinkedHashSet<>();
        for (String tensor : map.values().keySet()) {
            String file = map.text(tensor).orElseThrow(() -> map.missing(tensor));
            if (!file.endsWith(".safetensors") || file.contains("/") || file.contains("\\")) {
                throw FormatException.corrupt(
                        "%s names %s, which is no file beside it.".formatted(INDEX, file));
            }
            files.add(file);
        }
        if (files.size() > FILES_MAX) {
            throw FormatException.tooLarge("%s names %d files.".formatted(INDEX, files.size()));
        }
        return files;
    }

    private MemorySegment map(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw missing(file.getFileName().toString());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    private FormatException missing(String file) {
        return FormatException.missing("%s has no file %s.".formatted(folder, file));
    }

    /** A JSON file of the folder, such as tokenizer.json, if it is there. */
    public Optional<JsonObject> json(String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            if (Files.size(path) > JSON_BYTES_MAX) {
                throw FormatException.tooLarge(
                        "%s has %d bytes; at most %d are read."
                                .formatted(path, Files.size(path), JSON_BYTES_MAX));
            }
            return Optional.of(Json.object(file, Files.readAllBytes(path)));
        } catch (IOException e) {
            throw FormatException.unreadable(
                    "%s cannot be read: %s.".formatted(path, e.getMessage()));
        }
    }

    /** config.json. */
    public JsonObject configuration() {
        return configuration;
    }

    /** The tensors as the files name them. */
    public Map<String, TensorView> rawTensors() {
        return raw;
    }

    @Override
    public ModelConfig config() {
        return config.get();
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
        return "safetensors";
    }

    @Override
    public Path path() {
        return folder;
    }

    @Override
    public long weightBytes() {
        return raw.values().stream().mapToLong(view -> view.memory().byteSize()).sum();
    }

    @Override
    public Map<String, Object> description() {
        Map<String, Object> result = new LinkedHashMap<>();
        configuration.values().forEach((name, value) -> result.put(name, shortened(value)));
        return result;
    }

    private static Object shortened(Object value) {
        return value instanceof List<?> list && list.size() > 8
                ? "[" + list.size() + " entries]"
                : value.toString();
    }

    @Override
    public void close() {
        arena.close();
    }
}
