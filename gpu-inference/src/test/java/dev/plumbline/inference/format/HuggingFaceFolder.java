package dev.plumbline.inference.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small folders in Hugging Face layout. */
public final class HuggingFaceFolder {
    private HuggingFaceFolder() {}

    /** A config.json and one tensor of one float, {@code type} being what its header claims. */
    public static void write(Path folder, String config, String tensor, String type)
            throws IOException {
        Files.writeString(folder.resolve("config.json"), config);
        weights(folder.resolve("model.safetensors"), tensor, type);
    }

    /** A file of one tensor of four bytes. */
    public static void weights(Path file, String tensor, String type) throws IOException {
        int elements = type.startsWith("F8") ? 4 : 1;
        byte[] header =
                "{\"%s\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,4]}}"
                        .formatted(tensor, type, elements)
                        .getBytes(StandardCharsets.UTF_8);
        Files.write(
                file,
                ByteBuffer.allocate(8 + header.length + 4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array());
    }
}
