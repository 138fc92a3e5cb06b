package dev.plumbline.inference.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a folder is refused, and by what name; and weights in several files. */
class SafetensorsModelTest {
    private static final String LLAMA =
            """
            {"model_type": "llama", "vocab_size": 512, "hidden_size": 128,
             "num_hidden_layers": 2, "num_attention_heads": 4,
             "max_position_embeddings": 512, "intermediate_size": 256%s}
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void aWeightOfAnUnknownElementTypeIsNamed() throws IOException {
        HuggingFaceFolder.write(folder, LLAMA.formatted(""), "model.norm.weight", "F8_E4M3");
        try (ModelFile model = ModelFile.open(folder)) {
            assertThatThrownBy(model::names)
                    .hasMessageContaining("model.norm.weight")
                    .hasMessageContaining("F8_E4M3");
        }
    }

    @Test
    void aTensorThatNothingUsesMayHaveAnyElementType() throws IOException {
        HuggingFaceFolder.write(folder, LLAMA.formatted(""), "model.mask", "F8_E4M3");
        try (ModelFile model = ModelFile.open(folder)) {
            assertThat(model.names()).isEmpty();
        }
    }

    @Test
    void quantisationIsRefusedByName() throws IOException {
        String stated = ", \"quantization_config\": {\"quant_method\": \"gptq\", \"bits\": 4}";
        HuggingFaceFolder.write(folder, LLAMA.formatted(stated), "model.norm.weight", "F32");
        try (ModelFile model = ModelFile.open(folder)) {
            assertThatThrownBy(model::config).hasMessageContaining("gptq");
        }
    }

    @Test
    void weightsMayLieInSeveralFiles() throws IOException {
        Files.writeString(folder.resolve("config.json"), LLAMA.formatted(""));
        HuggingFaceFolder.weights(folder.resolve("a.safetensors"), "model.norm.weight", "F32");
        HuggingFaceFolder.weights(
                folder.resolve("b.safetensors"), "model.layers.0.input_layernorm.weight", "F32");
        index("b.safetensors");
        try (ModelFile model = ModelFile.open(folder)) {
            assertThat(model.names())
                    .containsExactlyInAnyOrder("output_norm.weight", "blk.0.attn_norm.weight");
        }
    }

    @Test
    void anIndexThatLeadsNowhereIsRefused() throws IOException {
        Files.writeString(folder.resolve("config.json"), LLAMA.formatted(""));
        HuggingFaceFolder.weights(folder.resolve("a.safetensors"), "model.norm.weight", "F32");
        index("c.safetensors");
        assertThatThrownBy(() -> ModelFile.open(folder)).hasMessageContaining("c.safetensors");
        index("../b.safetensors");
        assertThatThrownBy(() -> ModelFile.open(folder)).hasMessageContaining("../b.safetensors");
        HuggingFaceFolder.weights(folder.resolve("b.safetensors"), "model.norm.weight", "F32");
        index("b.safetensors");
        assertThatThrownBy(() -> ModelFile.open(folder)).hasMessageContaining("in two files");
    }

    private void index(String second) throws IOException {
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                """
                {"weight_map": {"model.norm.weight": "a.safetensors",
                 "model.layers.0.input_layernorm.weight": "%s"}}
                """
                        .formatted(second));
    }
}
