package dev.plumbline.inference.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tokenizer.EncodeOptions;
import dev.plumbline.inference.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomModelTest {
    @TempDir private Path folder = Path.of("");

    /** The ids are those of Llama 3's own tokenizer. */
    @Test
    void aVocabularyOfLlama3sSizeHasItsControlTokens() throws IOException {
        Path file = folder.resolve("model.gguf");
        Shape shape = new Shape("llama", 1, 32, 2, 1, 16, 32, 128_256, true, false, 1e4f);
        RandomModel.write(file, shape, DType.Q8_0, 1);
        try (ModelFile model = ModelFile.open(file)) {
            String text = "<|begin_of_text|><|start_header_id|>a<|end_header_id|><|eot_id|><|end|>";
            assertThat(Tokenizer.of(model).encode(text, new EncodeOptions(false, true)))
                    .containsExactly(128_000, 128_006, 'a', 128_007, 128_009, 128_255);
        }
    }
}
