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

/** A GGUF file. */
public final class GgufModel extends ModelFile {
    private final GgufDirectory directory;

    private GgufModel(Path path, Arena arena, GgufDirectory directory) {
        super(path, arena, directory.tensors());
        this.directory = directory;
    }

    /**
     * Maps a file and checks its directory.
     *
     * @throws FormatException where the file is unreadable, corrupt or of a version that is not
     *     read
     */
    public static GgufModel open(Path path) {
        return open(path, arena -> read(path, arena));
    }

    private static GgufModel read(Path path, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment memory =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new GgufModel(path, arena, GgufDirectory.read(memory));
        }
    }

    @Override
    ModelConfig readConfig() {
        String name = path().getFileName().toString();
        String stem = name.endsWith(".gguf") ? name.substring(0, name.length() - 5) : name;
        return new GgufConfig(directory, stem).config();
    }

    @Override
    Map<String, TensorView> readCanonical() {
        return new GgufTensors(directory).canonical();
    }

    /** The file's key-value pairs. */
    public Metadata metadata() {
        return directory.metadata();
    }

    /** The version of the format: 2 or 3. */
    public int version() {
        return directory.version();
    }

    @Override
    public String format() {
        return "gguf";
    }

    @Override
    public Map<String, Object> description() {
        return new LinkedHashMap<>(directory.metadata().description());
    }
}
