package dev.plumbline.answers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalDouble;

/** How answers are made. */
@ConfigMapping(prefix = "plumbline.answers")
public interface AnswerSettings {
    /**
     * The confidence, 0 to 1, below which a question is refused; where unset, the profile's own.
     */
    OptionalDouble threshold();

    /** Tokens of evidence in a model's prompt at most, counted by the embedder's tokenizer. */
    @WithDefault("3000")
    int evidenceTokensMax();

    /** Tokens that a model may write for one answer. */
    @WithDefault("512")
    int tokensMax();

    /**
     * Answers that are made at the same time at most; more wait, and are turned away after 10 s.
     */
    @WithDefault("64")
    int concurrentMax();
}
