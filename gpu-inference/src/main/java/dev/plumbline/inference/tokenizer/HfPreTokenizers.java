package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import dev.plumbline.inference.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pre-tokenizers of tokenizer.json: where to cut, and what they change in the text before,
 * which here is a normalizer of its own.
 */
final class HfPreTokenizers {
    private static final String PUNCTUATION = "[\\p{P}!-/:-@\\[-`{-~]";
    private static final String GPT2 =
            "'(?:[stmd]|re|ve|ll)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

    private final List<PreTokenizer.Step> steps = new ArrayList<>();
    private final List<Normalizer> changes = new ArrayList<>();
    private boolean byteLevel;

    HfPreTokenizers(Optional<JsonObject> json) {
        json.ifPresent(this::add);
    }

    PreTokenizer preTokenizer() {
        return new PreTokenizer(steps);
    }

    Normalizer changes() {
        return Normalizer.all(List.copyOf(changes));
    }

    /** Whether words are written byte by byte. */
    boolean byteLevel() {
        return byteLevel;
    }

    private void add(JsonObject json) {
        String type = json.text("type").orElseThrow(() -> json.missing("type"));
        switch (type) {
            case "Sequence" -> json.objects("pretokenizers").forEach(this::add);
            case "ByteLevel" -> byteLevel(json);
            case "Split" -> steps.add(split(json));
            case "Digits" ->
                    steps.add(
                            RegexStep.own(
                                    json.truth("individual_digits").orElse(false)
                                            ? "\\p{N}"
                                            : "\\p{N}+"));
            case "Punctuation" ->
                    steps.add(
                            RegexStep.untrusted(
                                    PUNCTUATION,
                                    RegexStep.Behavior.of(
                                            json.text("behavior").orElse("Isolated"))));
            case "Whitespace" ->
                    steps.add(RegexStep.untrusted("\\w+|[^\\w\\s]+", RegexStep.Behavior.KEPT));
            case "WhitespaceSplit" ->
                    steps.add(RegexStep.untrusted("\\s+", RegexStep.Behavior.REMOVED));
            case "BertPreTokenizer" -> {
                steps.add(RegexStep.untrusted("\\s+", RegexStep.Behavior.REMOVED));
                steps.add(RegexStep.own(PUNCTUATION));
            }
            case "Metaspace" -> metaspace(json);
            default ->
                    throw FormatException.unsupported(
                            "The pre-tokenizer %s is not known.".formatted(type));
        }
    }

    private void byteLevel(JsonObject json) {
        byteLevel = true;
        if (json.truth("add_prefix_space").orElse(true)) {
            changes.add(
                    (text, atStart) -> text.isEmpty() || text.startsWith(" ") ? text : " " + text);
        }
        if (json.truth("use_regex").orElse(true)) {
            steps.add(RegexStep.own(GPT2));
        }
    }

    private static PreTokenizer.Step split(JsonObject json) {
        JsonObject pattern = json.object("pattern").orElseThrow(() -> json.missing("pattern"));
        Optional<String> literal = pattern.text("String").map(HfNormalizers::literal);
        String expression =
                literal.or(() -> pattern.text("Regex")).orElseThrow(() -> pattern.missing("Regex"));
        RegexStep.Behavior behavior =
                RegexStep.Behavior.of(json.text("behavior").orElse("Isolated"));
        if (json.truth("invert").orElse(false)) {
            behavior =
                    switch (behavior) {
                        case REMOVED -> RegexStep.Behavior.KEPT;
                        case ISOLATED -> RegexStep.Behavior.ISOLATED;
                        default ->
                                throw FormatException.unsupported(
                                        "An inverted split with behavior %s is not known."
                                                .formatted(behavior));
                    };
        }
        return RegexStep.untrusted(expression, behavior);
    }

    private void metaspace(JsonObject json) {
        String replacement = json.text("replacement").orElse("\u2581");
        boolean prefix = json.truth("add_prefix_space").orElse(true);
        changes.add(
                HfNormalizers.metaspace(
                        replacement,
                        json.text("prepend_scheme").orElse(prefix ? "always" : "never")));
        if (json.truth("split").orElse(true)) {
            steps.add(
                    RegexStep.untrusted(
                            HfNormalizers.literal(replacement),
                            RegexStep.Behavior.MERGED_WITH_NEXT));
        }
    }
}
