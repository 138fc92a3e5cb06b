package dev.plumbline.inference.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the pre-tokenizers of tokenizer.json cut, by the rules of Hugging Face's own implementation;
 * where its JavaScript edition follows them too, it gives the same pieces. An underscore stands for
 * U+2581, a tilde for a space.
 */
class HfPreTokenizersTest {
    private static final String SPACES = "{\"type\": \"WhitespaceSplit\"}";
    private static final String METASPACE =
            "{\"type\": \"Metaspace\", \"replacement\": \"\u2581\", \"prepend_scheme\": \"%s\"}";

    @ParameterizedTest
    @CsvSource({
        "Isolated, false, a--b, a|-|-|b",
        "Isolated, true, a--b, a|--|b",
        "Removed, false, a--b, a|b",
        "Removed, false, -a-, a",
        "Removed, true, a--b, a|b",
        "MergedWithPrevious, false, a--b, a-|-|b",
        "MergedWithPrevious, false, -a-, -|a-",
        "MergedWithPrevious, true, a--b, a--|b",
        "MergedWithPrevious, true, ab-, a|b-",
        "MergedWithNext, false, a--b, a|-|-b",
        "MergedWithNext, false, -a-, -a|-",
        "MergedWithNext, true, a--b, a|--b",
        "MergedWithNext, true, -ab, -a|b",
        "Contiguous, false, a--b, a|--|b",
        "Contiguous, false, --, --",
        "Contiguous, true, ab--ab, ab|--|ab",
    })
    void splitTreatsMatchesAsItsBehaviorSays(
            String behavior, boolean invert, String text, String pieces) {
        String pattern = invert ? "{\"Regex\": \"[ab]\"}" : "{\"String\": \"-\"}";
        String json =
                "{\"type\": \"Split\", \"pattern\": %s, \"behavior\": \"%s\", \"invert\": %s}"
                        .formatted(pattern, behavior, invert);
        assertThat(pieces(json, text, true)).containsExactly(pieces.split("\\|"));
    }

    @ParameterizedTest
    @CsvSource({
        "always, true, ab~abc, _ab|_abc",
        "always, true, ~ab, _ab",
        "always, true, a~~b, _a|_|_b",
        "always, false, ab, _ab",
        "first, true, ab~b, _ab|_b",
        "first, false, ab~b, ab|_b",
        "never, true, ab~b, ab|_b",
        "never, true, ~ab, _ab",
    })
    void metaspaceWritesSpacesAndCutsBeforeThem(
            String scheme, boolean atStart, String text, String pieces) {
        assertThat(pieces(METASPACE.formatted(scheme), text.replace('~', ' '), atStart))
                .containsExactly(pieces.replace('_', '\u2581').split("\\|"));
    }

    /** Each piece of the first gets a space of its own; only the very first one is at the start. */
    @ParameterizedTest
    @CsvSource({"always, _a|_b|_c", "first, _a|b|c"})
    void metaspaceAfterAnotherCutSeesItsPieces(String scheme, String pieces) {
        String json = sequence(SPACES, METASPACE.formatted(scheme));
        assertThat(pieces(json, "a  b\tc", true))
                .containsExactly(pieces.replace('_', '\u2581').split("\\|"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"type\": \"Digits\", \"individual_digits\": false}', a123b, a|123|b",
        "'{\"type\": \"Digits\", \"individual_digits\": true}', a12b, a|1|2|b",
        "'{\"type\": \"Punctuation\", \"behavior\": \"Contiguous\"}', a--b, a|--|b",
        "'{\"type\": \"Punctuation\"}', a--b, a|-|-|b",
        "'{\"type\": \"Whitespace\"}', ab-ab~~!a, ab|-|ab|!|a",
        "'{\"type\": \"BertPreTokenizer\"}', ab.~c, ab|.|c",
        "'{\"type\": \"FixedLength\", \"length\": 3}', ab\uD83D\uDE00cdef, ab\uD83D\uDE00|cde|f",
        "'{\"type\": \"FixedLength\"}', helloworld, hello|world",
        "'{\"type\": \"CharDelimiterSplit\", \"delimiter\": \".\"}', .a..b., a|b",
        "'{\"type\": \"UnicodeScripts\"}', ~ab~\u3042\u30A2\u4E00\u30FC!, ab~|\u3042\u30A2\u4E00\u30FC|!",
        "'{\"type\": \"ByteLevel\", \"add_prefix_space\": true}', a~b, ~a|~b",
    })
    void othersCut(String json, String text, String pieces) {
        assertThat(pieces(json, text.replace('~', ' '), true))
                .containsExactly(pieces.replace('~', ' ').split("\\|"));
    }

    @ParameterizedTest
    @CsvSource({"true, ~a|~b", "false, a|b"})
    void byteLevelGivesEachPieceASpace(boolean prefix, String pieces) {
        String bytes =
                "{\"type\": \"ByteLevel\", \"add_prefix_space\": %s, \"use_regex\": false}"
                        .formatted(prefix);
        assertThat(pieces(sequence(SPACES, bytes), "a b", true))
                .containsExactly(pieces.replace('~', ' ').split("\\|"));
    }

    private static String sequence(String first, String second) {
        return "{\"type\": \"Sequence\", \"pretokenizers\": [%s, %s]}".formatted(first, second);
    }

    private static List<String> pieces(String json, String text, boolean atStart) {
        List<String> pieces = new ArrayList<>();
        new HfPreTokenizers(Optional.of(Json.object("pre_tokenizer", json)))
                .each(text, atStart, pieces::add);
        return pieces;
    }
}
