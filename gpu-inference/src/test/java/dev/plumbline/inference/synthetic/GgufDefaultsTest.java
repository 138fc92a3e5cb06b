package dev.plumbline.inference.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.format.ModelConfig;
import dev.plumbline.inference.format.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GGUF metadata means that leaves keys out, as llama.cpp reads them. */
class GgufDefaultsTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void gemma2CapsScoresAndLogitsWithoutBeingTold() throws IOException {
        ModelConfig config = config(writer("gemma2"));
        assertThat(config.attention().softCap()).isEqualTo(50);
        assertThat(config.embedding().logitSoftCap()).isEqualTo(30);
        assertThat(config.attention().windows()).containsExactly(4096, 0, 4096, 0);
        ModelConfig gemma3 = config(writer("gemma3"));
        assertThat(gemma3.attention().softCap()).isZero();
        assertThat(gemma3.embedding().logitSoftCap()).isZero();
    }

    @Test
    void aPatternOfWindowsMayNameEachLayer() throws IOException {
        GgufWriter writer = writer("gemma3");
        writer.number("gemma3.attention.sliding_window", 24);
        writer.numbers("gemma3.attention.sliding_window_pattern", List.of(1, 0, 0, 1));
        assertThat(config(writer).attention().windows()).containsExactly(24, 0, 0, 24);
    }

    @Test
    void asManyKeyHeadsAsHeadsUnlessStated() throws IOException {
        assertThat(config(writer("phi3")).attention().keyValueHeads()).isEqualTo(4);
    }

    private static GgufWriter writer(String architecture) {
        GgufWriter writer = new GgufWriter();
        writer.text("general.architecture", architecture);
        writer.number(architecture + ".vocab_size", 512);
        writer.number(architecture + ".block_count", 4);
        writer.number(architecture + ".embedding_length", 128);
        writer.number(architecture + ".context_length", 512);
        writer.number(architecture + ".feed_forward_length", 256);
        writer.number(architecture + ".attention.head_count", 4);
        writer.real(architecture + ".attention.layer_norm_rms_epsilon", 1e-6f);
        return writer;
    }

    private ModelConfig config(GgufWriter writer) throws IOException {
        Path file = folder.resolve("model.gguf");
        Files.write(file, writer.header());
        try (ModelFile model = ModelFile.open(file)) {
            return model.config();
        }
    }
}
