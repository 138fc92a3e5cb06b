package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import dev.plumbline.inference.format.SafetensorsModel;
import dev.plumbline.inference.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a tokenizer from the tokenizer.json and tokenizer_config.json of a folder in Hugging Face
 * layout.
 */
final class HfTokenizers {
    private final JsonObject json;
    private final JsonObject model;
    private final Optional<JsonObject> config;
    private final List<JsonObject> added;
    private final HfVocabulary source;
    private final Vocabulary vocabulary;

    private HfTokenizers(JsonObject json, Optional<JsonObject> config) {
        this.json = json;
        this.config = config;
        this.model = json.object("model").orElseThrow(() -> json.missing("model"));
        this.added = json.objects("added_tokens");
        this.source = new HfVocabulary(model, added);
        this.vocabulary = source.vocabulary();
    }

    static Tokenizer of(SafetensorsModel folder) {
        JsonObject json =
                folder.json("tokenizer.json")
                        .orElseThrow(
                                () ->
                                        FormatException.missing(
                                                "%s has no tokenizer.json."
                                                        .formatted(folder.path())));
        Set<Integer> ends = endIds(folder.configuration());
        folder.json("generation_config.json").map(HfTokenizers::endIds).ifPresent(ends::addAll);
        Optional<JsonObject> config = folder.json("tokenizer_config.json");
        return new HfTokenizers(json, config)
                .tokenizer(
                        ends,
                        folder.text("chat_template.jinja")
                                .or(() -> config.flatMap(HfTokenizers::chatTemplate)));
    }

    static Tokenizer of(JsonObject json) {
        return new HfTokenizers(json, Optional.empty()).tokenizer(Set.of(), Optional.empty());
    }

    private static Set<Integer> endIds(JsonObject configuration) {
        Set<Integer> result = new HashSet<>();
        Object stated = configuration.value("eos_token_id").orElse(List.of());
        for (Object id : stated instanceof List<?> list ? list : List.of(stated)) {
            if (id instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
                result.add(number.intValue());
            }
        }
        return result;
    }

    private Tokenizer tokenizer(Set<Integer> statedEnds, Optional<String> chatTemplate) {
        HfPreTokenizers preTokenizers = new HfPreTokenizers(json.object("pre_tokenizer"));
        Normalizer normalizer = HfNormalizers.of(json.object("normalizer"));
        HfDecoder decoder = new HfDecoder(json.object("decoder"));
        Map<String, Integer> named = named();
        Set<Integer> ends = new HashSet<>(ControlTokens.mark(vocabulary, named));
        statedEnds.stream().filter(id -> id < vocabulary.size()).forEach(ends::add);
        HfTemplate template =
                new HfTemplate(json.object("post_processor"), vocabulary, named, config);
        return new Tokenizer(
                new Tokenizer.Parts(
                        vocabulary,
                        added(Optional.empty()),
                        new HfEncoder(
                                normalizer, added(Optional.of(normalizer)), model(preTokenizers)),
                        decoder.style(preTokenizers.byteLevel()),
                        false,
                        decoder.dropFirstSpace(),
                        template.prefix(),
                        template.suffix(),
                        ends,
                        named,
                        chatTemplate));
    }

    private TextEncoder model(HfPreTokenizers preTokenizers) {
        int unknown = model.text("unk_token").map(vocabulary::id).orElse(-1);
        return switch (source.type()) {
            case "BPE" ->
                    new BytePairEncoder(
                            vocabulary,
                            new MergeTable(vocabulary, source.merges()),
                            preTokenizers,
                            new BytePairEncoder.Settings(
                                    preTokenizers.byteLevel(),
                                    model.truth("ignore_merges").orElse(false),
                                    model.truth("byte_fallback").orElse(false),
                                    unknown,
                                    model.truth("fuse_unk").orElse(false)));
            case "WordPiece" ->
                    WordPieceEncoder.prefixed(
                            vocabulary,
                            model.text("continuing_subword_prefix").orElse("##"),
                            preTokenizers,
                            model.size("max_input_chars_per_word").orElse(100),
                            unknown);
            case "Unigram" ->
                    new UnigramEncoder(
                            vocabulary,
                            preTokenizers,
                            model.size("unk_id").orElse(-1),
                            model.truth("byte_fallback").orElse(false));
            default ->
                    throw FormatException.unsupported(
                            "The tokenizer model %s is not known.".formatted(source.type()));
        };
    }

    /**
     * The added tokens that are looked for in the text as it is, or, given the normalizer, those
     * that are looked for, normalised themselves, in what it makes of the text.
     */
    private AddedTokens added(Optional<Normalizer> normalizer) {
        List<AddedTokens.Entry> entries = new ArrayList<>();
        for (JsonObject token : added) {
            String text = token.text("content").orElseThrow(() -> token.missing("content"));
            boolean special = token.truth("special").orElse(false);
            if (token.truth("normalized").orElse(!special) == normalizer.isPresent()) {
                entries.add(
                        new AddedTokens.Entry(
                                token.size("id").orElseThrow(() -> token.missing("id")),
                                normalizer.map(change -> change.apply(text, true)).orElse(text),
                                special,
                                token.truth("single_word").orElse(false),
                                token.truth("lstrip").orElse(false),
                                token.truth("rstrip").orElse(false)));
            }
        }
        return new AddedTokens(entries);
    }

    private Map<String, Integer> named() {
        Map<String, Integer> named = new HashMap<>();
        for (String role : List.of("bos", "eos", "pad", "unk", "sep", "mask", "cls")) {
            config.flatMap(stated -> tokenText(stated, role + "_token"))
                    .map(vocabulary::id)
                    .filter(id -> id >= 0)
                    .ifPresent(id -> named.put(role, id));
        }
        return named;
    }

    /** A token is named by its text, or by an object that holds it. */
    private static Optional<String> tokenText(JsonObject config, String name) {
        return config.value(name)
                .flatMap(
                        value ->
                                value instanceof String text
                                        ? Optional.of(text)
                                        : JsonObject.of(name, value).text("content"));
    }

    private static Optional<String> chatTemplate(JsonObject config) {
        Optional<Object> stated = config.value("chat_template");
        if (stated.isPresent() && stated.get() instanceof List<?>) {
            return config.objects("chat_template").stream()
                    .filter(entry -> entry.text("name").orElse("").equals("default"))
                    .findFirst()
                    .flatMap(entry -> entry.text("template"));
        }
        return config.text("chat_template");
    }
}
