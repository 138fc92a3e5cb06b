package dev.plumbline.inference.tokenizer;

import java.util.Arrays;
import java.util.Set;

/**
 * What llama.cpp does to a whole text of a WordPiece or GPT-2 vocabulary after joining its tokens:
 * spaces before punctuation and around apostrophes go. A stream of tokens is never cleaned, as a
 * later token would change an earlier one's text.
 */
final class SpaceCleanup {
    /** Byte pair vocabularies whose texts stay as they are. */
    private static final Set<String> KEPT =
            Set.of(
                    "deepseek-llm",
                    "deepseek-coder",
                    "deepseek-v3",
                    "youtu",
                    "sarvam-moe",
                    "command-r",
                    "qwen2",
                    "deepseek-r1-qwen",
                    "kormo",
                    "f2llmv2",
                    "qwen35",
                    "poro-chat",
                    "viking",
                    "tekken",
                    "smollm",
                    "chameleon",
                    "gpt-4o",
                    "llama4",
                    "kanana2",
                    "talkie",
                    "granite-embed-multi-97m",
                    "tiny_aya",
                    "cohere2moe",
                    "superbpe",
                    "trillion",
                    "granite-docling",
                    "bailingmoe",
                    "bailingmoe2",
                    "llada-moe",
                    "seed-coder",
                    "hunyuan",
                    "hunyuan-dense",
                    "joyai-llm",
                    "kimi-k2",
                    "grok-2",
                    "afmoe",
                    "laguna",
                    "minimax-m2",
                    "solar-open");

    private SpaceCleanup() {}

    /** Whether texts are cleaned, by {@code tokenizer.ggml.model} and {@code .pre}. */
    static boolean wanted(String model, String preTokenizer) {
        return switch (model) {
            case "bert" -> true;
            case "gpt2", "gemma4" -> !KEPT.contains(preTokenizer);
            default -> false;
        };
    }

    static byte[] clean(byte[] text) {
        byte[] result = text.clone();
        int length = beforePunctuation(result, result.length);
        length = aroundApostrophes(result, length);
        length = beforeContractions(result, length);
        return Arrays.copyOf(result, length);
    }

    private static int beforePunctuation(byte[] text, int length) {
        int end = Math.min(1, length);
        for (int i = 1; i < length; i++) {
            byte at = text[i];
            if (text[i - 1] == ' ' && (at == '?' || at == '!' || at == '.' || at == ',')) {
                end--;
            }
            text[end++] = at;
        }
        return end;
    }

    /** The space after such an apostrophe is skipped, and seen as no space by what follows it. */
    private static int aroundApostrophes(byte[] text, int length) {
        int end = Math.min(1, length);
        for (int i = 1; i < length; i++) {
            byte at = text[i];
            if (at == '\'' && i + 1 < length && text[i - 1] == ' ' && text[i + 1] == ' ') {
                end--;
                text[++i] = 0;
            }
            text[end++] = at;
        }
        return end;
    }

    private static int beforeContractions(byte[] text, int length) {
        int end = Math.min(1, length);
        for (int i = 1; i < length; i++) {
            if (text[i - 1] == ' ' && text[i] == '\'' && contracts(text, i + 1, length)) {
                end--;
            }
            text[end++] = text[i];
        }
        return end;
    }

    private static boolean contracts(byte[] text, int at, int length) {
        if (at >= length) {
            return false;
        }
        byte first = text[at];
        if (first == 's' || first == 'm') {
            return true;
        }
        return (first == 'r' || first == 'v') && at + 1 < length && text[at + 1] == 'e';
    }
}
