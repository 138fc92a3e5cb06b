package dev.plumbline.inference.tokenizer;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tokens that are known by their text to steer a model, whatever type a file gives them. */
final class ControlTokens {
    private static final Set<String> ENDS =
            Set.of(
                    "<|eot_id|>",
                    "<|im_end|>",
                    "<|end|>",
                    "<|return|>",
                    "<|call|>",
                    "<|flush|>",
                    "<|calls|>",
                    "<end_of_turn>",
                    "<|endoftext|>",
                    "</s>",
                    "<|eom_id|>",
                    "<EOT>",
                    "_<EOT>",
                    "[EOT]",
                    "[EOS]",
                    "<|end_of_text|>",
                    "<end_of_utterance>",
                    "<eos>",
                    "<turn|>",
                    "<|tool_response>",
                    "<｜end▁of▁sentence｜>",
                    "[e~[");
    private static final Set<String> FILLERS =
            Set.of(
                    "<|fim_prefix|>",
                    "<fim-prefix>",
                    "<fim_prefix>",
                    "<｜fim▁begin｜>",
                    "<PRE>",
                    "▁<PRE>",
                    "<|code_prefix|>",
                    "<|prefix|>",
                    "<|fim_suffix|>",
                    "<fim-suffix>",
                    "<fim_suffix>",
                    "<｜fim▁hole｜>",
                    "<SUF>",
                    "▁<SUF>",
                    "<|code_suffix|>",
                    "<|suffix|>",
                    "<|fim_middle|>",
                    "<fim-middle>",
                    "<fim_middle>",
                    "<｜fim▁end｜>",
                    "<MID>",
                    "▁<MID>",
                    "<|code_middle|>",
                    "<|middle|>",
                    "<|fim_pad|>",
                    "<fim-pad>",
                    "<fim_pad>",
                    "<PAD>",
                    "[PAD]",
                    "<|fim_repo|>",
                    "<|repo_name|>",
                    "<fim-repo>",
                    "<REPO>",
                    "<reponame>",
                    "<|file_sep|>");
    private static final Set<String> SHOWN =
            Set.of("<|channel|>", "<|message|>", "<|start|>", "<|constrain|>");

    private ControlTokens() {}

    /** Gives such tokens their type; the ids that end a generation. */
    static Set<Integer> mark(Vocabulary vocabulary, Map<String, Integer> named) {
        Set<Integer> ends = new HashSet<>();
        mark(vocabulary, FILLERS, TokenType.CONTROL, new HashSet<>());
        mark(vocabulary, ENDS, TokenType.CONTROL, ends);
        mark(vocabulary, SHOWN, TokenType.USER_DEFINED, new HashSet<>());
        for (String role : Set.of("eos", "eot", "eom")) {
            Integer id = named.get(role);
            if (id != null) {
                ends.add(id);
            }
        }
        harmony(vocabulary, ends);
        return ends;
    }

    private static void mark(
            Vocabulary vocabulary, Set<String> texts, TokenType type, Set<Integer> found) {
        for (String text : texts) {
            int id = vocabulary.id(text);
            if (id >= 0) {
                vocabulary.setType(id, type);
                found.add(id);
            }
        }
    }

    /**
     * Where calls and returns have tokens of their own, {@code <|end|>} ends a message and not the
     * generation.
     */
    private static void harmony(Vocabulary vocabulary, Set<Integer> ends) {
        boolean calls = vocabulary.id("<|call|>") >= 0 || vocabulary.id("<|calls|>") >= 0;
        boolean others = vocabulary.id("<|return|>") >= 0 || vocabulary.id("<|flush|>") >= 0;
        int end = vocabulary.id("<|end|>");
        if (calls && others && end >= 0) {
            ends.remove(end);
            vocabulary.setType(end, TokenType.USER_DEFINED);
        }
        int closing = vocabulary.id("</s>");
        if (closing >= 0 && vocabulary.id("<|tool_response>") >= 0) {
            ends.remove(closing);
            vocabulary.setType(closing, TokenType.NORMAL);
        }
    }
}
