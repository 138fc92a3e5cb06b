package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import dev.plumbline.inference.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The normalizers of tokenizer.json. */
final class HfNormalizers {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int MAPPED_BYTES = 6;

    private HfNormalizers() {}

    static Normalizer of(Optional<JsonObject> json) {
        return json.map(HfNormalizers::of).orElse(Normalizer.NONE);
    }

    private static Normalizer of(JsonObject json) {
        String type = json.text("type").orElseThrow(() -> json.missing("type"));
        return switch (type) {
            case "Sequence" -> {
                List<Normalizer> parts = new ArrayList<>();
                json.objects("normalizers").forEach(part -> parts.add(of(part)));
                yield Normalizer.all(parts);
            }
            case "NFC" -> unicode(Form.NFC);
            case "NFD" -> unicode(Form.NFD);
            case "NFKC" -> unicode(Form.NFKC);
            case "NFKD" -> unicode(Form.NFKD);
            case "Lowercase" -> (text, atStart) -> BertText.lowercased(text);
            case "StripAccents" -> (text, atStart) -> BertText.withoutMarks(text);
            case "Strip" ->
                    strip(
                            json.truth("strip_left").orElse(true),
                            json.truth("strip_right").orElse(true));
            case "Prepend" -> prepend(json.text("prepend").orElse(""));
            case "Replace" -> replace(json);
            case "BertNormalizer" -> bert(json);
            case "Precompiled" -> precompiled(json);
            case "Nmt" -> (text, atStart) -> nmt(text);
            case "ByteLevel" -> (text, atStart) -> ByteLevel.encoded(text);
            default ->
                    throw FormatException.unsupported(
                            "The normalizer %s is not known.".formatted(type));
        };
    }

    private static Normalizer unicode(Form form) {
        return (text, atStart) -> java.text.Normalizer.normalize(text, form);
    }

    private static Normalizer strip(boolean left, boolean right) {
        return (text, atStart) -> {
            String result = left ? text.stripLeading() : text;
            return right ? result.stripTrailing() : result;
        };
    }

    static Normalizer prepend(String prefix) {
        return (text, atStart) -> text.isEmpty() ? text : prefix + text;
    }

    private static Normalizer replace(JsonObject json) {
        String content = json.text("content").orElseThrow(() -> json.missing("content"));
        JsonObject pattern = json.object("pattern").orElseThrow(() -> json.missing("pattern"));
        Optional<String> literal = pattern.text("String");
        if (literal.isPresent()) {
            return (text, atStart) -> text.replace(literal.get(), content);
        }
        String expression = pattern.text("Regex").orElseThrow(() -> pattern.missing("Regex"));
        RegexStep step =
                RegexStep.untrusted(
                        expression, RegexStep.Behavior.REMOVED, RegexStep.Matches.AS_FOUND);
        return (text, atStart) -> replaced(text, step, content);
    }

    /**
     * The pieces between matches, joined by the content; matches at the ends and next to each other
     * count too.
     */
    private static String replaced(String text, RegexStep step, String content) {
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (int[] match : step.matches(text)) {
            result.append(text, done, match[0]).append(content);
            done = match[1];
        }
        return result.append(text, done, text.length()).toString();
    }

    private static Normalizer bert(JsonObject json) {
        boolean lowercase = json.truth("lowercase").orElse(true);
        return BertText.normalizer(
                json.truth("clean_text").orElse(true),
                json.truth("handle_chinese_chars").orElse(true),
                json.truth("strip_accents").orElse(lowercase),
                lowercase);
    }

    private static Normalizer precompiled(JsonObject json) {
        String encoded = json.text("precompiled_charsmap").orElse("");
        if (encoded.isEmpty()) {
            return Normalizer.NONE;
        }
        try {
            CharacterMap map = new CharacterMap(Base64.getDecoder().decode(encoded));
            return (text, atStart) -> byGraphemes(text, map);
        } catch (IllegalArgumentException e) {
            throw FormatException.corrupt("precompiled_charsmap is no base64 text.");
        }
    }

    /**
     * As Hugging Face applies a compiled map: a short grapheme, else each of its characters,
     * becomes the replacement of the shortest known sequence that begins it.
     */
    private static String byGraphemes(String text, CharacterMap map) {
        StringBuilder result = new StringBuilder(text.length());
        Matcher graphemes = GRAPHEME.matcher(text);
        while (graphemes.find()) {
            String grapheme = graphemes.group();
            byte[] bytes = grapheme.getBytes(StandardCharsets.UTF_8);
            Optional<String> whole =
                    bytes.length < MAPPED_BYTES ? map.replacement(bytes) : Optional.empty();
            if (whole.isPresent()) {
                result.append(whole.get());
            } else {
                grapheme.codePoints()
                        .mapToObj(Character::toString)
                        .map(
                                one ->
                                        map.replacement(one.getBytes(StandardCharsets.UTF_8))
                                                .orElse(one))
                        .forEach(result::append);
            }
        }
        return result.toString();
    }

    /** Control characters go, what separates words or is not seen becomes a space. */
    private static String nmt(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .filter(HfNormalizers::keptByNmt)
                .map(point -> spaceOfNmt(point) ? ' ' : point)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    private static boolean keptByNmt(int point) {
        boolean control =
                (point >= 1 && point <= 8) || point == 0x0B || (point >= 0x0E && point <= 0x1F);
        return !control && point != 0x7F && point != 0x8F && point != 0x9F;
    }

    private static boolean spaceOfNmt(int point) {
        return switch (point) {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD -> true;
            default -> point >= 0x200B && point <= 0x200F;
        };
    }
}
