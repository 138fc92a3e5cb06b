package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import dev.plumbline.inference.json.JsonObject;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The pre-tokenizers of tokenizer.json, each of which cuts the pieces of the one before, or changes
 * them.
 */
final class HfPreTokenizers implements Words {
    private static final String PUNCTUATION = "[\\p{P}!-/:-@\\[-`{-~]";
    private static final String GPT2 =
            "'(?:[stmd]|re|ve|ll)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
    private static final int LENGTH = 5;
    private static final int LONG_VOWEL = 0x30FC; // written with either kana

    /** A stretch of text; {@code atStart} where nothing at all came before it. */
    private record Piece(String text, boolean atStart) {}

    /** One pre-tokenizer. */
    @FunctionalInterface
    private interface Step {
        void apply(Piece piece, Consumer<Piece> out);
    }

    private final List<Step> steps = new ArrayList<>();
    private boolean byteLevel;

    HfPreTokenizers(Optional<JsonObject> json) {
        json.ifPresent(this::add);
    }

    /** Whether words are written byte by byte. */
    boolean byteLevel() {
        return byteLevel;
    }

    @Override
    public void each(String text, boolean atStart, Consumer<String> word) {
        List<Piece> pieces = List.of(new Piece(text, atStart));
        for (Step step : steps) {
            List<Piece> finer = new ArrayList<>(pieces.size());
            for (Piece piece : pieces) {
                step.apply(
                        piece,
                        part -> {
                            if (!part.text.isEmpty()) {
                                finer.add(part);
                            }
                        });
            }
            pieces = finer;
        }
        pieces.forEach(piece -> word.accept(piece.text));
    }

    private void add(JsonObject json) {
        String type = json.text("type").orElseThrow(() -> json.missing("type"));
        switch (type) {
            case "Sequence" -> json.objects("pretokenizers").forEach(this::add);
            case "ByteLevel" -> byteLevel(json);
            case "Split" -> steps.add(cut(split(json)));
            case "Digits" ->
                    steps.add(
                            cut(
                                    RegexStep.own(
                                            json.truth("individual_digits").orElse(false)
                                                    ? "\\p{N}"
                                                    : "\\p{N}+")));
            case "Punctuation" -> steps.add(regex(PUNCTUATION, behavior(json)));
            case "Whitespace" ->
                    steps.add(
                            cut(
                                    RegexStep.untrusted(
                                            "\\w+|[^\\w\\s]+",
                                            RegexStep.Behavior.REMOVED,
                                            RegexStep.Matches.INVERTED)));
            case "WhitespaceSplit" -> steps.add(regex("\\s+", RegexStep.Behavior.REMOVED));
            case "BertPreTokenizer" -> {
                steps.add(regex("\\s+", RegexStep.Behavior.REMOVED));
                steps.add(regex(PUNCTUATION, RegexStep.Behavior.ISOLATED));
            }
            case "CharDelimiterSplit" ->
                    steps.add(
                            regex(
                                    Pattern.quote(
                                            json.text("delimiter")
                                                    .orElseThrow(() -> json.missing("delimiter"))),
                                    RegexStep.Behavior.REMOVED));
            case "FixedLength" -> steps.add(lengths(json.size("length").orElse(LENGTH)));
            case "UnicodeScripts" -> steps.add(HfPreTokenizers::scripts);
            case "Metaspace" -> metaspace(json);
            default ->
                    throw FormatException.unsupported(
                            "The pre-tokenizer %s is not known.".formatted(type));
        }
    }

    private static Step cut(PreTokenizer.Step step) {
        return (piece, out) -> {
            Spans spans = new Spans();
            step.split(piece.text, 0, piece.text.length(), spans);
            for (int i = 0; i < spans.size(); i++) {
                out.accept(part(piece, spans.start(i), spans.end(i)));
            }
        };
    }

    private static Piece part(Piece piece, int start, int end) {
        return new Piece(piece.text.substring(start, end), piece.atStart && start == 0);
    }

    private static Step regex(String expression, RegexStep.Behavior behavior) {
        return cut(RegexStep.untrusted(expression, behavior, RegexStep.Matches.AS_FOUND));
    }

    private static RegexStep.Behavior behavior(JsonObject json) {
        return RegexStep.Behavior.of(json.text("behavior").orElse("Isolated"));
    }

    private void byteLevel(JsonObject json) {
        byteLevel = true;
        if (json.truth("add_prefix_space").orElse(true)) {
            steps.add(
                    (piece, out) ->
                            out.accept(
                                    piece.text.startsWith(" ")
                                            ? piece
                                            : new Piece(" " + piece.text, piece.atStart)));
        }
        if (json.truth("use_regex").orElse(true)) {
            steps.add(cut(RegexStep.own(GPT2)));
        }
    }

    private static RegexStep split(JsonObject json) {
        JsonObject pattern = json.object("pattern").orElseThrow(() -> json.missing("pattern"));
        String expression =
                pattern.text("String")
                        .map(Pattern::quote)
                        .or(() -> pattern.text("Regex"))
                        .orElseThrow(() -> pattern.missing("Regex"));
        return RegexStep.untrusted(
                expression,
                behavior(json),
                json.truth("invert").orElse(false)
                        ? RegexStep.Matches.INVERTED
                        : RegexStep.Matches.AS_FOUND);
    }

    /**
     * Spaces written with a replacement, one in front where the scheme says so, a cut before each.
     */
    private void metaspace(JsonObject json) {
        String replacement = json.text("replacement").orElse("\u2581");
        boolean prefix = json.truth("add_prefix_space").orElse(true);
        String scheme = prefix ? json.text("prepend_scheme").orElse("always") : "never";
        steps.add(
                (piece, out) -> {
                    String spaced = piece.text.replace(" ", replacement);
                    boolean wanted =
                            scheme.equals("always") || (scheme.equals("first") && piece.atStart);
                    out.accept(
                            new Piece(
                                    wanted && !spaced.startsWith(replacement)
                                            ? replacement + spaced
                                            : spaced,
                                    piece.atStart));
                });
        if (json.truth("split").orElse(true)) {
            steps.add(regex(Pattern.quote(replacement), RegexStep.Behavior.MERGED_WITH_NEXT));
        }
    }

    private static Step lengths(int characters) {
        if (characters == 0) {
            throw FormatException.corrupt("The pre-tokenizer FixedLength has the length 0.");
        }
        return (piece, out) -> {
            String text = piece.text;
            for (int start = 0; start < text.length(); ) {
                int end = start;
                for (int i = 0; i < characters && end < text.length(); i++) {
                    end += Character.charCount(text.codePointAt(end));
                }
                out.accept(part(piece, start, end));
                start = end;
            }
        };
    }

    /** A cut where the script changes; spaces go with what is before, and are lost at the start. */
    private static void scripts(Piece piece, Consumer<Piece> out) {
        UnicodeScript last = UnicodeScript.UNKNOWN;
        int start = -1;
        for (int at = 0; at < piece.text.length(); ) {
            int point = piece.text.codePointAt(at);
            UnicodeScript script = script(point);
            if (script != UnicodeScript.UNKNOWN && script != last) {
                if (start >= 0) {
                    out.accept(part(piece, start, at));
                }
                start = at;
                last = script;
            }
            at += Character.charCount(point);
        }
        if (start >= 0) {
            out.accept(part(piece, start, piece.text.length()));
        }
    }

    private static UnicodeScript script(int point) {
        if (point == ' ') {
            return UnicodeScript.UNKNOWN;
        }
        UnicodeScript script = UnicodeScript.of(point);
        return point == LONG_VOWEL
                        || script == UnicodeScript.HIRAGANA
                        || script == UnicodeScript.KATAKANA
                ? UnicodeScript.HAN
                : script;
    }
}
