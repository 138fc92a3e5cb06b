package dev.plumbline.inference.format;

import dev.plumbline.inference.json.Json;
import dev.plumbline.inference.json.JsonObject;
import dev.plumbline.inference.tensor.TensorView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A folder in Hugging Face layout: config.json, tokenizer files, and weights as safetensors, in one
 * file or several with an index.
 */
public final class SafetensorsModel extends ModelFile {
    private static final String INDEX = "model.safetensors.index.json";
    private static final String SINGLE = "model.safetensors";
    private static final long JSON_BYTES_MAX = 256 << 20;
    private static final long TEXT_BYTES_MAX = 4 << 20;
    private static final int FILES_MAX = 4096;

    private final JsonObject configuration;
    private final Map<String, String> leftOut;

    private SafetensorsModel(
            Path folder,
            Arena arena,
            JsonObject configuration,
            Map<String, TensorView> raw,
            Map<String, String> leftOut) {
        super(folder, arena, raw);
        this.leftOut = leftOut;
        this.configuration = configuration;
    }

    /**
     * Maps the weights of a folder and checks their directories.
     *
     * @throws FormatException where something is missing, unreadable or corrupt
     */
    public static SafetensorsModel open(Path folder) {
        return open(
                folder,
                arena -> {
                    JsonObject configuration =
                            json(folder, "config.json")
                                    .orElseThrow(() -> missing(folder, "config.json"));
                    Map<String, String> leftOut = new LinkedHashMap<>();
                    Map<String, TensorView> tensors = tensors(folder, arena, leftOut);
                    return new SafetensorsModel(folder, arena, configuration, tensors, leftOut);
                });
    }

    private static Map<String, TensorView> tensors(
            Path folder, Arena arena, Map<String, String> leftOut) throws IOException {
        Map<String, TensorView> result = new LinkedHashMap<>();
        for (String file : weightFiles(folder)) {
            MemorySegment memory = map(folder, file, arena);
            Safetensors read = Safetensors.read(file, memory);
            leftOut.putAll(read.leftOut());
            for (TensorView view : read.tensors().values()) {
                if (result.put(view.name(), view) != null) {
                    throw FormatException.corrupt(
                            "The tensor %s is in two files of %s.".formatted(view.name(), folder));
                }
            }
        }
        return result;
    }

    private static Set<String> weightFiles(Path folder) {
        Optional<JsonObject> index = json(folder, INDEX);
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

    private static MemorySegment map(Path folder, String name, Arena arena) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw missing(folder, name);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    private static FormatException missing(Path folder, String file) {
        return FormatException.missing("%s has no file %s.".formatted(folder, file));
    }

    /** A JSON file of the folder, such as tokenizer.json, if it is there. */
    public Optional<JsonObject> json(String file) {
        return json(path(), file);
    }

    private static Optional<JsonObject> json(Path folder, String file) {
        return content(folder, file, JSON_BYTES_MAX).map(bytes -> Json.object(file, bytes));
    }

    /** A text file of the folder, such as a chat template, if it is there. */
    public Optional<String> text(String file) {
        return content(path(), file, TEXT_BYTES_MAX)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> content(Path folder, String file, long bytesMax) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            if (Files.size(path) > bytesMax) {
                throw FormatException.tooLarge(
                        "%s has %d bytes; at most %d are read."
                                .formatted(path, Files.size(path), bytesMax));
            }
            return Optional.of(Files.readAllBytes(path));
        } catch (IOException e) {
            throw FormatException.unreadable(
                    "%s cannot be read: %s.".formatted(path, e.getMessage()));
        }
    }

    /** config.json. */
    public JsonObject configuration() {
        return configuration;
    }

    @Override
    ModelConfig readConfig() {
        return new HfConfig(this).config();
    }

    @Override
    Map<String, TensorView> readCanonical() {
        HfTensors tensors = new HfTensors(rawTensors(), config());
        leftOut.forEach(tensors::refuse);
        return tensors.canonical();
    }

    @Override
    public String format() {
        return "safetensors";
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
}
