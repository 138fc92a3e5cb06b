package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import dev.plumbline.inference.format.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a tokenizer from the {@code tokenizer.ggml.*} keys of a GGUF file, with the defaults that
 * readers of the format agree on.
 */
final class GgufTokenizers {
    private static final String KEY = "tokenizer.ggml.";
    private static final Set<String> WHOLE_WORDS =
            Set.of(
                    "llama3",
                    "llama-v3",
                    "llama-bpe",
                    "falcon3",
                    "falcon-h1",
                    "pixtral",
                    "midm-2.0",
                    "lfm2",
                    "jina-v5-nano",
                    "tekken",
                    "minicpm5",
                    "granite-embed-multi-97m");
    private static final Set<String> BEGIN_BY_DEFAULT =
            Set.of(
                    "llama3",
                    "llama-v3",
                    "llama-bpe",
                    "falcon3",
                    "falcon-h1",
                    "pixtral",
                    "midm-2.0",
                    "lfm2",
                    "jina-v5-nano",
                    "tekken",
                    "gemma4",
                    "granite-embed-multi-311m");
    private static final Set<String> SPACES_ESCAPED =
            Set.of("gemma4", "granite-embed-multi-311m", "sarvam-moe");

    private final Metadata metadata;
    private final String model;
    private final String preTokenizer;
    private final Vocabulary vocabulary;
    private final Map<String, Integer> named = new HashMap<>();
    private final Set<Integer> endIds;

    private GgufTokenizers(Metadata metadata) {
        this.metadata = metadata;
        this.model = metadata.string(KEY + "model").orElseThrow(() -> missing("model"));
        this.preTokenizer =
                model.equals("gemma4") ? "gemma4" : metadata.string(KEY + "pre").orElse("");
        this.vocabulary = vocabulary(metadata);
        nameTokens();
        this.endIds = ControlTokens.mark(vocabulary, named);
    }

    static Tokenizer of(Metadata metadata) {
        return new GgufTokenizers(metadata).tokenizer();
    }

    private static Vocabulary vocabulary(Metadata metadata) {
        String[] texts = metadata.strings(KEY + "tokens").orElseThrow(() -> missing("tokens"));
        for (int id = 0; id < texts.length; id++) {
            if (texts[id].isEmpty()) {
                texts[id] = "[EMPTY_" + id + "]";
            }
        }
        TokenType[] types = new TokenType[texts.length];
        Arrays.fill(types, TokenType.NORMAL);
        Optional<int[]> stated = metadata.integers(KEY + "token_type");
        if (stated.isPresent()) {
            types = Arrays.stream(stated.get()).mapToObj(TokenType::of).toArray(TokenType[]::new);
        }
        for (int id = 0; id < Math.min(texts.length, types.length); id++) {
            if (types[id] == TokenType.BYTE && !texts[id].matches("<0x[0-9A-Fa-f]{2}>")) {
                throw FormatException.corrupt(
                        "Token %d is a byte, but is written %s.".formatted(id, texts[id]));
            }
        }
        return new Vocabulary(texts, types, metadata.floats(KEY + "scores").orElse(null));
    }

    private void nameTokens() {
        Map<String, Integer> usual =
                switch (model) {
                    case "llama" -> Map.of("bos", 1, "eos", 2, "unk", 0);
                    case "bert" ->
                            Map.of("bos", 101, "unk", 100, "sep", 102, "pad", 0, "mask", 103);
                    case "gpt2" -> Map.of("bos", 11, "eos", 11);
                    case "t5" -> Map.of("eos", 1, "unk", 2, "pad", 0);
                    default -> Map.of();
                };
        name("bos", "bos_token_id", usual);
        name("eos", "eos_token_id", usual);
        name("unk", "unknown_token_id", usual);
        name("sep", "seperator_token_id", usual);
        name("pad", "padding_token_id", usual);
        name("mask", "mask_token_id", usual);
        name("eot", "eot_token_id", usual);
        name("eom", "eom_token_id", usual);
    }

    private void name(String role, String key, Map<String, Integer> usual) {
        Integer fallback = usual.get(role);
        if (fallback != null && fallback < vocabulary.size()) {
            named.put(role, fallback);
        }
        metadata.size(KEY + key)
                .filter(id -> id < vocabulary.size())
                .ifPresent(id -> named.put(role, id));
    }

    private Tokenizer tokenizer() {
        boolean pieces = model.equals("llama");
        boolean dropSpace = metadata.truth(KEY + "add_space_prefix").orElse(pieces);
        return new Tokenizer(
                new Tokenizer.Parts(
                        vocabulary,
                        new SpecialTokens(specials()),
                        encoder(),
                        style(),
                        SpaceCleanup.wanted(model, preTokenizer),
                        dropSpace,
                        prefix(),
                        suffix(),
                        endIds,
                        named,
                        metadata.string("tokenizer.chat_template")));
    }

    private TextEncoder encoder() {
        return switch (model) {
            case "llama" ->
                    new ScoredPairEncoder(
                            vocabulary,
                            metadata.truth(KEY + "add_space_prefix").orElse(true),
                            unknown());
            case "gpt2", "gemma4" -> bytePairs();
            case "bert" -> wordPieces();
            case "t5" -> unigram();
            default ->
                    throw FormatException.unsupported(
                            "The tokenizer model %s is not known.".formatted(model));
        };
    }

    private TextEncoder bytePairs() {
        String[] merges = metadata.strings(KEY + "merges").orElseThrow(() -> missing("merges"));
        boolean escaped = SPACES_ESCAPED.contains(preTokenizer);
        Normalizer normalizer =
                escaped
                        ? (text, atStart) -> text.replace(' ', ScoredPairEncoder.SPACE)
                        : Normalizer.NONE;
        return new BytePairEncoder(
                vocabulary,
                new MergeTable(vocabulary, MergeTable.split(merges)),
                Words.of(normalizer, GgufPreTokenizers.of(preTokenizer)),
                new BytePairEncoder.Settings(
                        !escaped, WHOLE_WORDS.contains(preTokenizer), escaped, -1, false));
    }

    private TextEncoder wordPieces() {
        boolean lowercase = metadata.truth(KEY + "normalizer.lowercase").orElse(true);
        boolean stripAccents = metadata.truth(KEY + "normalizer.strip_accents").orElse(lowercase);
        return WordPieceEncoder.phantomSpace(
                vocabulary, new BertText(lowercase, stripAccents), unknown());
    }

    private TextEncoder unigram() {
        Normalizer normalizer =
                new PieceNormalizer(
                        vocabulary,
                        metadata.bytes(KEY + "precompiled_charsmap")
                                .map(CharacterMap::new)
                                .orElse(null),
                        metadata.truth(KEY + "add_space_prefix").orElse(false),
                        metadata.truth(KEY + "remove_extra_whitespaces").orElse(false));
        return new UnigramEncoder(
                vocabulary, Words.of(normalizer, PreTokenizer.NONE), unknown(), false);
    }

    private int unknown() {
        return named.getOrDefault("unk", -1);
    }

    private PieceStyle style() {
        boolean bytes = model.equals("gpt2") && !SPACES_ESCAPED.contains(preTokenizer);
        return bytes ? PieceStyle.BYTE_LEVEL : PieceStyle.PHANTOM_SPACE;
    }

    private List<Integer> prefix() {
        boolean usual =
                model.equals("llama")
                        || model.equals("bert")
                        || BEGIN_BY_DEFAULT.contains(preTokenizer);
        boolean add = model.equals("bert") || metadata.truth(KEY + "add_bos_token").orElse(usual);
        Integer bos = named.get("bos");
        return add && bos != null ? List.of(bos) : List.of();
    }

    private List<Integer> suffix() {
        if (model.equals("bert")) {
            Integer sep = named.get("sep");
            return sep == null ? List.of() : List.of(sep);
        }
        boolean add = metadata.truth(KEY + "add_eos_token").orElse(model.equals("t5"));
        Integer eos = named.get("eos");
        return add && eos != null ? List.of(eos) : List.of();
    }

    private List<SpecialTokens.Entry> specials() {
        Set<String> keepRight = new HashSet<>(Set.of("<unk>", "<s>", "<|endoftext|>"));
        String name = metadata.string("general.name").orElse("").toLowerCase(Locale.ROOT);
        boolean phi3 = name.contains("phi-3") || name.contains("phi3");
        List<SpecialTokens.Entry> entries = new ArrayList<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            TokenType type = vocabulary.type(id);
            if (type.special() || type == TokenType.USER_DEFINED) {
                String text = vocabulary.text(id);
                boolean stripLeft = preTokenizer.startsWith("jina-v2") && text.equals("<mask>");
                entries.add(
                        new SpecialTokens.Entry(
                                id,
                                text,
                                type.special(),
                                stripLeft,
                                phi3 && !keepRight.contains(text)));
            }
        }
        return entries;
    }

    private static FormatException missing(String key) {
        return FormatException.missing("The metadata key %s%s is missing.".formatted(KEY, key));
    }
}
