package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import dev.plumbline.inference.format.GgufModel;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.format.SafetensorsModel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Text to token ids and back. Immutable and safe for use by many threads. */
public final class Tokenizer {
    private static final int SURROGATE_REPLACEMENT = 0xFFFD;

    /**
     * The parts of a tokenizer.
     *
     * @param prefix ids put before a text where special tokens are added
     * @param suffix ids put after it
     * @param cleansSpaces whether {@link SpaceCleanup} ends the decoding of a whole text
     * @param dropFirstSpace whether the space that encoding put in front is taken away on decoding
     * @param endIds tokens that end a generation
     * @param named ids by role: bos, eos, pad, unk, sep, mask
     */
    record Parts(
            Vocabulary vocabulary,
            TokenFinder specials,
            TextEncoder encoder,
            PieceStyle style,
            boolean cleansSpaces,
            boolean dropFirstSpace,
            List<Integer> prefix,
            List<Integer> suffix,
            Set<Integer> endIds,
            Map<String, Integer> named,
            Optional<String> chatTemplate) {
        Parts {
            prefix = List.copyOf(prefix);
            suffix = List.copyOf(suffix);
            endIds = Set.copyOf(endIds);
            named = Map.copyOf(named);
        }
    }

    private final Parts parts;

    Tokenizer(Parts parts) {
        this.parts = parts;
    }

    /**
     * The tokenizer of a model.
     *
     * @throws FormatException where it has none, or one that is corrupt or not known
     */
    public static Tokenizer of(ModelFile model) {
        return switch (model) {
            case GgufModel gguf -> GgufTokenizers.of(gguf.metadata());
            case SafetensorsModel folder -> HfTokenizers.of(folder);
        };
    }

    /** The ids of a text; unpaired surrogates count as U+FFFD. */
    public int[] encode(String text, EncodeOptions options) {
        Ids ids = new Ids();
        if (options.addSpecial()) {
            parts.prefix.forEach(ids::add);
        }
        String paired = paired(text);
        if (!paired.isEmpty()) {
            for (TokenFinder.Fragment fragment :
                    parts.specials.split(paired, options.parseSpecial())) {
                if (fragment.isText()) {
                    parts.encoder.encode(
                            paired.substring(fragment.start(), fragment.end()),
                            fragment.start() == 0,
                            options.parseSpecial(),
                            ids);
                } else {
                    ids.add(fragment.id());
                }
            }
        }
        if (options.addSpecial()) {
            parts.suffix.forEach(ids::add);
        }
        return ids.toArray();
    }

    /**
     * The text of ids without control tokens, as a {@link #detokenizer} gives it part by part;
     * bytes that are no UTF-8 become U+FFFD.
     */
    public String decode(int[] ids) {
        return new String(joined(ids, SpecialDisplay.HIDDEN), StandardCharsets.UTF_8);
    }

    /** Whether control tokens show when decoding. */
    public enum SpecialDisplay {
        HIDDEN,
        SHOWN
    }

    /**
     * The bytes of a whole text, which need not be whole characters. Where llama.cpp takes away the
     * spaces before punctuation that such a vocabulary writes, so does this.
     */
    public byte[] decodeBytes(int[] ids, SpecialDisplay display) {
        byte[] bytes = joined(ids, display);
        return parts.cleansSpaces ? SpaceCleanup.clean(bytes) : bytes;
    }

    private byte[] joined(int[] ids, SpecialDisplay display) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ids.length * 4);
        for (int i = 0; i < ids.length; i++) {
            byte[] piece = bytes(ids[i], display);
            boolean drop = i == 0 && parts.dropFirstSpace && piece.length > 0 && piece[0] == ' ';
            bytes.write(piece, drop ? 1 : 0, piece.length - (drop ? 1 : 0));
        }
        return bytes.toByteArray();
    }

    /**
     * The bytes of one token.
     *
     * @throws FormatException where there is no such id
     */
    public byte[] bytes(int id, SpecialDisplay display) {
        String text = token(id);
        return switch (parts.vocabulary.type(id)) {
            case NORMAL -> parts.style.bytes(text);
            case USER_DEFINED -> text.getBytes(StandardCharsets.UTF_8);
            case CONTROL, UNKNOWN ->
                    display == SpecialDisplay.SHOWN
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : new byte[0];
            case BYTE -> new byte[] {(byte) Integer.parseInt(text.substring(3, 5), 16)};
            case UNDEFINED, UNUSED -> new byte[0];
        };
    }

    /** A decoder for tokens that arrive one by one. */
    public Detokenizer detokenizer() {
        return new Detokenizer(this, parts.dropFirstSpace);
    }

    /** The number of ids. */
    public int vocabularySize() {
        return parts.vocabulary.size();
    }

    /** A token's text as the vocabulary writes it. */
    public String token(int id) {
        if (id < 0 || id >= parts.vocabulary.size()) {
            throw FormatException.corrupt(
                    "There is no token %d: ids go to %d."
                            .formatted(id, parts.vocabulary.size() - 1));
        }
        return parts.vocabulary.text(id);
    }

    /** What a token stands for. */
    public TokenType type(int id) {
        token(id);
        return parts.vocabulary.type(id);
    }

    /** The token that the vocabulary writes so. */
    public OptionalInt id(String token) {
        int id = parts.vocabulary.id(token);
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The token of a role: bos, eos, pad, unk, sep or mask. */
    public OptionalInt named(String role) {
        Integer id = parts.named.get(role);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Tokens that end a generation. */
    public Set<Integer> endTokens() {
        return parts.endIds;
    }

    /** The chat template that the model carries. */
    public Optional<String> chatTemplate() {
        return parts.chatTemplate;
    }

    private static String paired(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                StringBuilder result = new StringBuilder(text.length());
                text.codePoints()
                        .map(
                                point ->
                                        point >= 0xD800 && point < 0xE000
                                                ? SURROGATE_REPLACEMENT
                                                : point)
                        .forEach(result::appendCodePoint);
                return result.toString();
            }
        }
        return text;
    }
}
