package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The pre-tokenizers that GGUF files name in tokenizer.ggml.pre; each expression cuts what the one
 * before left.
 */
final class GgufPreTokenizers {
    private static final String LOWER_CONTRACTION = "'(?:[stmd]|re|ve|ll)";
    private static final String CONTRACTION = "'(?:[sStTmMdD]|[rR][eE]|[vV][eE]|[lL][lL])";
    private static final String TAIL = "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String GPT2 =
            LOWER_CONTRACTION + "| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
    private static final String LETTERS = "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+";
    private static final String SYMBOLS = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*";
    private static final String LLAMA3 = CONTRACTION + LETTERS + "|\\p{N}{1,3}" + SYMBOLS + TAIL;
    private static final String QWEN2 = CONTRACTION + LETTERS + "|\\p{N}" + SYMBOLS + TAIL;
    private static final String QWEN35 =
            CONTRACTION
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*"
                    + TAIL;
    private static final String JAIS2_TAIL =
            "|\\s*[\\r\\n]+|\\s{512}(?!\\S)|\\s{256}(?!\\S)|\\s{128}(?!\\S)|\\s{64}(?!\\S)|\\s{32}(?!\\S)"
                    + "|\\s{16}(?!\\S)|\\s{8}(?!\\S)|\\s{4}(?!\\S)|\\s{1,2}(?!\\S)|\\s";
    private static final String ASCII_WORD =
            "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+";
    private static final String DEEPSEEK3 =
            ASCII_WORD
                    + "|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*"
                    + TAIL;
    private static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String CASED = "[^\\r\\n\\p{L}\\p{N}]?";
    private static final String SLASHED = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*" + TAIL;

    /** Letters with case, as DeepSeek's first models list them. */
    private static final String LISTED_LETTERS =
            "A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-ՖႠ-ჅᎠ-Ᏽᏸ-ᏽᲐ-ᲺᲽ-Ჿᴀ-ᴫᵫ-ᵷᵹ-ᶚḀ-ἕἘ-Ἕ"
                    + "ἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-ώᾀ-ᾴᾶ-ᾼιῂ-ῄῆ-ῌῐ-ΐῖ-Ίῠ-Ῥῲ-ῴῶ-ῼℂℇℊ-ℓℕℙ-ℝℤΩℨK-ℭℯ-ℴℹℼ-ℿⅅ-ⅉⅎↃↄⰀ-ⱻⱾ-ⳤⳫ-ⳮⳲⳳ"
                    + "Ꙁ-ꙭꚀ-ꚛꜢ-ꝯꝱ-ꞇꞋ-ꞎꭰ-ꮿﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ𐐀-𐑏𐒰-𐓓𐓘-𐓻𐲀-𐲲𐳀-𐳲𑢠-𑣟𞤀-𞥃";

    private static final String CJK = "[一-龥ࠀ-一가-퟿]+";

    private GgufPreTokenizers() {}

    /**
     * The pre-tokenizer of that name.
     *
     * @throws FormatException code {@code unsupported} where there is none
     */
    static PreTokenizer of(String name) {
        List<PreTokenizer.Step> steps = new ArrayList<>();
        for (Supplier<? extends PreTokenizer.Step> step : steps(name)) {
            steps.add(step.get());
        }
        return new PreTokenizer(steps);
    }

    private static List<Supplier<? extends PreTokenizer.Step>> steps(String name) {
        return switch (name) {
            case "llama3",
                    "llama-v3",
                    "llama-bpe",
                    "falcon3",
                    "falcon-h1",
                    "pixtral",
                    "midm-2.0",
                    "lfm2",
                    "jina-v5-nano",
                    "dbrx",
                    "smaug-bpe",
                    "glm4",
                    "chatglm-bpe" ->
                    own(LLAMA3);
            case "jais-2" -> own(CONTRACTION + LETTERS + "|\\p{N}{1,3}" + SYMBOLS + JAIS2_TAIL);
            case "deepseek-llm" ->
                    own(
                            "[\\r\\n]",
                            "\\s?[" + LISTED_LETTERS + "]+",
                            "\\s?[!-/:-~！-／：-～‘-‟　-。]+",
                            "\\s+\\z",
                            CJK,
                            "\\p{N}+");
            case "deepseek-v3", "hunyuan-dense", "joyai-llm" ->
                    own("\\p{N}{1,3}", "[一-龥぀-ゟ゠-ヿ]+", DEEPSEEK3);
            case "deepseek-coder" -> own("[\\r\\n]", "\\s?\\p{L}+", "\\s?\\p{P}+", CJK, "\\p{N}");
            case "falcon" -> own("[\\p{P}$+<=>^~|`]+", GPT2, "[0-9][0-9][0-9]");
            case "starcoder",
                    "refact",
                    "command-r",
                    "smollm",
                    "codeshell",
                    "exaone",
                    "minerva-7b",
                    "mellum2" ->
                    own("\\p{N}", GPT2);
            case "gpt-2",
                    "phi-2",
                    "jina-es",
                    "jina-de",
                    "gigachat",
                    "jina-v2-es",
                    "jina-v2-de",
                    "a.x-4.0",
                    "mellum",
                    "modern-bert",
                    "jina-v1-en",
                    "jina-v2-code",
                    "roberta-bpe",
                    "mpt",
                    "olmo",
                    "jais",
                    "trillion",
                    "granite-docling",
                    "exaone4" ->
                    own(GPT2);
            case "qwen2",
                    "deepseek-r1-qwen",
                    "kormo",
                    "f2llmv2",
                    "stablelm2",
                    "hunyuan",
                    "solar-open",
                    "megrez",
                    "grok-2" ->
                    own(QWEN2);
            case "qwen35" -> own(QWEN35);
            case "poro-chat", "bloom", "gpt3-finnish" -> own(" ?[^(\\s|.,!?…。，、।۔،)]+");
            case "viking" -> own(" ?[^(\\s|.,!?…。，、।۔،)]+", "\\p{N}");
            case "tekken" ->
                    own(cased("*", "+", "") + "|" + cased("+", "*", "") + "|\\p{N}" + SLASHED);
            case "gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2", "granite-embed-multi-97m" ->
                    own(gpt4o());
            case "tiny_aya", "cohere2moe" ->
                    List.of(DigitGroups::new, () -> RegexStep.own(gpt4o()));
            case "superbpe" -> own("\\p{N}+", "(?=(?:\\d{3})+(?!\\d))");
            case "bailingmoe", "bailingmoe2", "llada-moe" ->
                    own(
                            CONTRACTION
                                    + LETTERS
                                    + "|\\p{N}"
                                    + SYMBOLS
                                    + "|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+");
            case "seed-coder" ->
                    own(CONTRACTION + LETTERS + "|\\p{N}| ?[^\\s\\p{L}\\p{N}\\r\\n]+" + TAIL);
            case "minicpm5" ->
                    own("\\p{N}{1,3}", CONTRACTION + LETTERS + "|\\p{N}+" + SYMBOLS + TAIL);
            case "laguna" -> own("[^\\n]+|[\\n]+", QWEN2);
            case "gemma4", "granite-embed-multi-311m", "sarvam-moe" -> own("[^\\n]+|[\\n]+");
            case "afmoe" ->
                    List.of(
                            DigitGroups::new,
                            () -> RegexStep.own("[一-鿿㐀-䶿豈-﫿぀-ゟ゠-ヿ･-ﾟ⼀-⿟เ-๿຀-໿ក-៿က-႟ꩠ-ꩿꧠ-꧿가-힯ᄀ-ᇿ]+"),
                            () -> RegexStep.own(DEEPSEEK3));
            case "default", "" -> own("[\\p{P}$+<=>^~|]+", GPT2, "\\p{N}+", "[0-9][0-9][0-9]");
            default ->
                    throw FormatException.unsupported(
                            "The pre-tokenizer %s is not known.".formatted(name));
        };
    }

    private static String gpt4o() {
        String ending = "(?:" + CONTRACTION + ")?";
        return cased("*", "+", ending) + "|" + cased("+", "*", ending) + "|\\p{N}{1,3}" + SLASHED;
    }

    /** A word in which capitals come before small letters. */
    private static String cased(String uppers, String lowers, String ending) {
        return CASED + UPPER + uppers + LOWER + lowers + ending;
    }

    private static List<Supplier<? extends PreTokenizer.Step>> own(String... expressions) {
        List<Supplier<? extends PreTokenizer.Step>> steps = new ArrayList<>();
        for (String expression : expressions) {
            steps.add(() -> RegexStep.own(expression));
        }
        return steps;
    }
}
