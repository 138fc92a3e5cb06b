package dev.plumbline.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.VectorKernels;
import dev.plumbline.inference.model.Decoder;
import dev.plumbline.inference.model.StepLimits;
import dev.plumbline.inference.synthetic.RandomModel;
import dev.plumbline.inference.synthetic.Shape;
import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and lying files: opened as far as they go, or refused by a typed error; nothing else. */
class DamagedFilesTest {
    private static final long SEED = 20261124;
    private static final int DAMAGED = 1500;

    @TempDir private Path folder = Path.of("");

    @Test
    void aDamagedGgufFileIsReadOrRefused() throws IOException {
        Path whole = folder.resolve("whole.gguf");
        RandomModel.write(
                whole,
                new Shape("llama", 1, 32, 2, 1, 16, 64, 300, true, false, 1e4f),
                DType.Q8_0,
                SEED);
        byte[] content = Files.readAllBytes(whole);
        int refused = 0;
        for (int i = 0; i < DAMAGED; i++) {
            Path file = folder.resolve("damaged.gguf");
            Files.write(file, damaged(content, SEED + i));
            refused += use(file, SEED + i) ? 0 : 1;
        }
        System.out.printf("seed %d: %d of %d refused%n", SEED, refused, DAMAGED);
        assertThat(refused).isPositive();
        assertThat(use(whole, SEED)).isTrue();
    }

    @Test
    void aDamagedSafetensorsHeaderIsReadOrRefused() throws IOException {
        String header =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},\"b\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[24,32]}}";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] content =
                ByteBuffer.allocate(8 + text.length + 32)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text)
                        .array();
        Path model = Files.createDirectory(folder.resolve("hf"));
        Files.writeString(model.resolve("config.json"), "{\"model_type\":\"llama\"}");
        int refused = 0;
        for (int i = 0; i < DAMAGED; i++) {
            Files.write(model.resolve("model.safetensors"), damaged(content, SEED + i));
            refused += use(model, SEED + i) ? 0 : 1;
        }
        System.out.printf("seed %d: %d of %d refused%n", SEED, refused, DAMAGED);
        assertThat(refused).isPositive();
    }

    /** Whether a file could be used: everything that a run touches; errors must be typed. */
    private static boolean use(Path file, long seed) {
        try (ModelFile model = ModelFile.open(file);
                Kernels kernels = new VectorKernels(1)) {
            Tokenizer.of(model)
                    .encode("some text", dev.plumbline.inference.tokenizer.EncodeOptions.TEXT);
            new Decoder(model.config(), model, kernels, new StepLimits(4, 1, 64));
            return true;
        } catch (InferenceException typed) {
            assertThat(typed.getMessage()).as("seed %d", seed).isNotBlank();
            return false;
        } catch (RuntimeException | Error other) {
            throw new AssertionError("seed " + seed + ": " + other, other);
        }
    }

    private static byte[] damaged(byte[] content, long seed) {
        Random random = new Random(seed);
        byte[] result =
                random.nextInt(3) == 0
                        ? Arrays.copyOf(content, random.nextInt(content.length))
                        : content.clone();
        int reach = Math.min(result.length, 3000);
        for (int i = random.nextInt(6); i >= 0 && reach > 0; i--) {
            int at = random.nextInt(reach);
            if (random.nextInt(4) == 0 && at + 8 <= result.length) {
                long lie = random.nextInt(2) == 0 ? Long.MAX_VALUE : random.nextLong();
                ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN).putLong(at, lie);
            } else {
                result[at] = (byte) random.nextInt(256);
            }
        }
        return result;
    }
}
