package dev.plumbline.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a config.json means that leaves settings out, as published ones do: the values are those of
 * the families' configuration classes in Hugging Face transformers.
 */
class ConfigDefaultsTest {
    @TempDir private Path folder = Path.of("");

    /** Gemma 3 4B: all that its text part states. */
    @Test
    void gemma3LeavesOutHeadsVocabularyAndContext() throws IOException {
        ModelConfig config =
                config(
                        """
                        {"model_type": "gemma3", "text_config": {"model_type": "gemma3_text",
                         "hidden_size": 2560, "intermediate_size": 10240, "num_hidden_layers": 34,
                         "rope_scaling": {"factor": 8.0, "rope_type": "linear"},
                         "sliding_window": 1024}}
                        """);
        assertThat(config.architecture()).isEqualTo("gemma3");
        assertThat(config.dimensions())
                .isEqualTo(new ModelConfig.Dimensions(262_208, 34, 2560, 131_072));
        assertThat(config.attention().heads()).isEqualTo(8);
        assertThat(config.attention().keyValueHeads()).isEqualTo(4);
        assertThat(config.attention().headDimension()).isEqualTo(256);
        assertThat(config.attention().scale()).isEqualTo(1 / 16.0);
        assertThat(config.attention().softCap()).isZero();
        assertThat(config.attention().windows().subList(0, 7))
                .containsExactly(1024, 1024, 1024, 1024, 1024, 0, 1024);
        assertThat(config.rope().base()).isEqualTo(1_000_000);
        assertThat(config.rope().scaling()).isEqualTo(new RopeScaling.Linear(8));
        assertThat(config.localRope().base()).isEqualTo(10_000);
        assertThat(config.localRope().scaling()).isEqualTo(new RopeScaling.Unscaled());
        assertThat(config.embedding().tied()).isTrue();
        assertThat(config.embedding().logitSoftCap()).isZero();
        assertThat(config.embedding().scale()).isEqualTo(Math.sqrt(2560));
    }

    @Test
    void gemma2CapsScoresAndLogitsUnlessNullSaysNot() throws IOException {
        String stated =
                """
                {"model_type": "gemma2", "vocab_size": 512, "hidden_size": 128,
                 "num_hidden_layers": 4, "num_attention_heads": 4, "max_position_embeddings": 512,
                 "intermediate_size": 256%s}
                """;
        ModelConfig without = config(stated.formatted(""));
        assertThat(without.attention().softCap()).isEqualTo(50);
        assertThat(without.embedding().logitSoftCap()).isEqualTo(30);
        assertThat(without.attention().windows()).containsExactly(4096, 0, 4096, 0);
        ModelConfig nulls =
                config(
                        stated.formatted(
                                ", \"attn_logit_softcapping\": null, \"final_logit_softcapping\": null"));
        assertThat(nulls.attention().softCap()).isZero();
        assertThat(nulls.embedding().logitSoftCap()).isZero();
    }

    @Test
    void mistralHasAWindowAndEightKeyHeadsUnlessStatedOtherwise() throws IOException {
        String stated =
                """
                {"model_type": "mistral", "vocab_size": 32000, "hidden_size": 4096,
                 "num_hidden_layers": 2, "num_attention_heads": 32,
                 "max_position_embeddings": 32768, "intermediate_size": 14336%s}
                """;
        ModelConfig without = config(stated.formatted(""));
        assertThat(without.architecture()).isEqualTo("llama");
        assertThat(without.attention().keyValueHeads()).isEqualTo(8);
        assertThat(without.attention().headDimension()).isEqualTo(128);
        assertThat(without.attention().windows()).containsExactly(4096, 4096);
        ModelConfig nulls =
                config(stated.formatted(", \"sliding_window\": null, \"num_key_value_heads\": 4"));
        assertThat(nulls.attention().keyValueHeads()).isEqualTo(4);
        assertThat(nulls.attention().windows()).containsExactly(0, 0);
    }

    @Test
    void qwenUsesItsWindowOnlyWhenToldTo() throws IOException {
        String stated =
                """
                {"model_type": "qwen2", "vocab_size": 512, "hidden_size": 128,
                 "num_hidden_layers": 30, "num_attention_heads": 4, "num_key_value_heads": 2,
                 "max_position_embeddings": 512, "intermediate_size": 256,
                 "sliding_window": 64%s}
                """;
        assertThat(config(stated.formatted("")).attention().windows())
                .isEqualTo(Collections.nCopies(30, 0));
        List<Integer> used =
                config(stated.formatted(", \"use_sliding_window\": true")).attention().windows();
        assertThat(used.subList(0, 28)).isEqualTo(Collections.nCopies(28, 0));
        assertThat(used.subList(28, 30)).containsExactly(64, 64);
    }

    /** Newer folders state all of the rotation in one object. */
    @Test
    void rotationMayStandInRopeParameters() throws IOException {
        ModelConfig config =
                config(
                        """
                        {"model_type": "phi3", "vocab_size": 512, "hidden_size": 128,
                         "num_hidden_layers": 2, "num_attention_heads": 4,
                         "max_position_embeddings": 512, "intermediate_size": 256,
                         "rope_parameters": {"rope_type": "default", "rope_theta": 250000.0,
                         "partial_rotary_factor": 0.75}}
                        """);
        assertThat(config.rope().base()).isEqualTo(250_000);
        assertThat(config.rope().dimensions()).isEqualTo(24);
    }

    @Test
    void mixtralAndPhi3HaveAnEpsilonAndMixtralABaseOfTheirOwn() throws IOException {
        ModelConfig mixtral = stated("mixtral", "");
        assertThat(mixtral.norms().epsilon()).isEqualTo(1e-5);
        assertThat(mixtral.rope().base()).isEqualTo(1_000_000);
        assertThat(stated("phi3", "").norms().epsilon()).isEqualTo(1e-5);
        assertThat(stated("phi3", "").rope().base()).isEqualTo(10_000);
        assertThat(stated("mistral", "").norms().epsilon()).isEqualTo(1e-6);
    }

    @Test
    void qwen3HasHeadsOf128ElementsUnlessStatedOtherwise() throws IOException {
        assertThat(stated("qwen3", "").attention().headDimension()).isEqualTo(128);
        assertThat(stated("qwen3", ", \"head_dim\": 64").attention().headDimension()).isEqualTo(64);
        assertThat(stated("qwen2", "").attention().headDimension()).isEqualTo(16);
    }

    /** max_window_layers counts for qwen2 and qwen3 alone; llama has no window at all. */
    @Test
    void everyLayerOfQwen3MoeHasTheWindowAndNoneOfLlama() throws IOException {
        String window = ", \"sliding_window\": 64, \"use_sliding_window\": true";
        String experts =
                ", \"num_experts\": 4, \"num_experts_per_tok\": 2, \"moe_intermediate_size\": 32";
        assertThat(stated("qwen3_moe", window + experts).attention().windows())
                .containsExactly(64, 64);
        assertThat(stated("qwen3", window).attention().windows()).containsExactly(0, 0);
        assertThat(stated("llama", window).attention().windows()).containsExactly(0, 0);
        assertThat(stated("mixtral", window).attention().windows()).containsExactly(64, 64);
    }

    private ModelConfig stated(String type, String more) throws IOException {
        return config(
                """
                {"model_type": "%s", "vocab_size": 512, "hidden_size": 128,
                 "num_hidden_layers": 2, "num_attention_heads": 8,
                 "max_position_embeddings": 512, "intermediate_size": 256%s}
                """
                        .formatted(type, more));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"type\": null}",
                "{\"rope_type\": \"none\"}",
                "{\"rope_type\": \"default\"}"
            })
    void rotationMayBeUnscaledInManyWords(String scaling) throws IOException {
        assertThat(llama("\"rope_scaling\": " + scaling).rope().scaling())
                .isEqualTo(new RopeScaling.Unscaled());
    }

    @Test
    void rotaryScalingsAreReadAsTransformersReadsThem() throws IOException {
        assertThat(scaling("{\"type\": \"linear\", \"factor\": 4.0}"))
                .isEqualTo(new RopeScaling.Linear(4));
        assertThat(
                        scaling(
                                """
                                {"rope_type": "llama3", "factor": 32.0, "low_freq_factor": 1.0,
                                 "high_freq_factor": 4.0, "original_max_position_embeddings": 128}
                                """))
                .isEqualTo(new RopeScaling.Llama3(32, 1, 4, 128));
        assertThat(
                        scaling(
                                """
                                {"rope_type": "longrope", "short_factor": [1, 1.5],
                                 "long_factor": [2, 3], "original_max_position_embeddings": 128}
                                """))
                .isEqualTo(
                        new RopeScaling.LongRope(
                                List.of(1.0, 1.5),
                                List.of(2.0, 3.0),
                                128,
                                Math.sqrt(1 + Math.log(4) / Math.log(128))));
        assertThat(
                        scaling(
                                """
                                {"rope_type": "yarn", "factor": 4.0, "truncate": false,
                                 "original_max_position_embeddings": 128}
                                """))
                .isEqualTo(
                        new RopeScaling.Yarn(
                                4, 128, 32, 1, 0.1 * Math.log(4) + 1, RopeScaling.RampEnds.EXACT));
    }

    @Test
    void dynamicScalingEndsTheContextWhereItWouldBegin() throws IOException {
        ModelConfig config =
                llama("\"rope_scaling\": {\"rope_type\": \"dynamic\", \"factor\": 2.0}");
        assertThat(config.rope().scaling()).isEqualTo(new RopeScaling.Dynamic(512));
        assertThat(config.dimensions().context()).isEqualTo(512);
    }

    private RopeScaling scaling(String json) throws IOException {
        return llama("\"rope_scaling\": " + json).rope().scaling();
    }

    private ModelConfig llama(String setting) throws IOException {
        return config(
                """
                {"model_type": "llama", "vocab_size": 512, "hidden_size": 128,
                 "num_hidden_layers": 2, "num_attention_heads": 4,
                 "max_position_embeddings": 512, "intermediate_size": 256, %s}
                """
                        .formatted(setting));
    }

    private ModelConfig config(String json) throws IOException {
        HuggingFaceFolder.write(folder, json, "a", "F32");
        try (ModelFile model = ModelFile.open(folder)) {
            return model.config();
        }
    }
}
