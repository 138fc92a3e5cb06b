package dev.plumbline.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.inference.SharedData;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class DequantizerTest {

    @Test
    void nibblesOfAQ4BlockAreElementsAHalfApart() {
        byte[] block = new byte[18];
        short two = Float.floatToFloat16(2f);
        block[0] = (byte) two;
        block[1] = (byte) (two >> 8);
        block[2] = (byte) 0x9F;
        float[] out = new float[32];
        Dequantizer.decode(DType.Q4_0, MemorySegment.ofArray(block), 0, out, 0, 32);
        assertThat(out[0]).isEqualTo(14f);
        assertThat(out[16]).isEqualTo(2f);
        assertThat(out[1]).isEqualTo(-16f);
    }

    @Test
    void bfloat16IsTheUpperHalfOfAFloat() {
        int bits = Float.floatToRawIntBits(-1.5f);
        byte[] bytes = {(byte) (bits >> 16), (byte) (bits >> 24)};
        float[] out = new float[1];
        Dequantizer.decode(DType.BF16, MemorySegment.ofArray(bytes), 0, out, 0, 1);
        assertThat(out[0]).isEqualTo(-1.5f);
    }

    @Test
    void partOfABlockIsRefused() {
        MemorySegment memory = MemorySegment.ofArray(new byte[18]);
        assertThatThrownBy(() -> Dequantizer.decode(DType.Q4_0, memory, 0, new float[31], 0, 31))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    @Tag("shared")
    void everyTypeGivesTheBitsOfTheReference() throws IOException {
        List<String> wrong = new ArrayList<>();
        int types = 0;
        for (Path file : quants()) {
            String name = file.getFileName().toString().replace(".bin", "");
            float[] out = new float[18 * 512];
            DType dtype = DType.valueOf(name.toUpperCase(Locale.ROOT));
            Dequantizer.decode(
                    dtype, MemorySegment.ofArray(Files.readAllBytes(file)), 0, out, 0, out.length);
            ByteBuffer expected =
                    ByteBuffer.wrap(Files.readAllBytes(file.resolveSibling(name + ".f32")));
            if (!same(out, expected.order(ByteOrder.LITTLE_ENDIAN))) {
                wrong.add(name);
            }
            types++;
        }
        assertThat(wrong).isEmpty();
        assertThat(types).isGreaterThan(20);
    }

    private static List<Path> quants() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.fixture("quants"))) {
            return files.filter(file -> file.toString().endsWith(".bin")).toList();
        }
    }

    private static boolean same(float[] out, ByteBuffer expected) {
        for (float value : out) {
            if (Float.floatToRawIntBits(value) != Float.floatToRawIntBits(expected.getFloat())) {
                return false;
            }
        }
        return !expected.hasRemaining();
    }
}
