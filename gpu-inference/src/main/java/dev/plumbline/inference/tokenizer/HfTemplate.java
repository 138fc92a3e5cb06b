package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import dev.plumbline.inference.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The special tokens that the post-processor of a tokenizer.json puts around a single text. */
final class HfTemplate {
    private final Vocabulary vocabulary;
    private final List<Integer> prefix = new ArrayList<>();
    private final List<Integer> suffix = new ArrayList<>();

    HfTemplate(
            Optional<JsonObject> processor,
            Vocabulary vocabulary,
            Map<String, Integer> named,
            Optional<JsonObject> config) {
        this.vocabulary = vocabulary;
        if (processor.isPresent()) {
            read(processor.get());
        } else {
            byConfig("add_bos_token", named.get("bos"), config, prefix);
            byConfig("add_eos_token", named.get("eos"), config, suffix);
        }
    }

    private static void byConfig(
            String flag, @Nullable Integer id, Optional<JsonObject> config, List<Integer> ids) {
        if (id != null && config.flatMap(stated -> stated.truth(flag)).orElse(false)) {
            ids.add(id);
        }
    }

    private void read(JsonObject json) {
        switch (json.text("type").orElse("")) {
            case "Sequence" -> json.objects("processors").forEach(this::read);
            case "TemplateProcessing" -> template(json);
            case "BertProcessing", "RobertaProcessing" -> {
                prefix.add(paired(json, "cls"));
                suffix.add(paired(json, "sep"));
            }
            default -> {
                // ByteLevel changes offsets only
            }
        }
    }

    private void template(JsonObject json) {
        List<Integer> ids = prefix;
        for (JsonObject part : json.objects("single")) {
            if (part.object("Sequence").isPresent()) {
                ids = suffix;
            } else {
                String name =
                        part.object("SpecialToken")
                                .flatMap(token -> token.text("id"))
                                .orElseThrow(() -> json.missing("SpecialToken"));
                ids.addAll(special(json, name));
            }
        }
    }

    private List<Integer> special(JsonObject json, String name) {
        JsonObject tokens =
                json.object("special_tokens").orElseThrow(() -> json.missing("special_tokens"));
        JsonObject token = tokens.object(name).orElseThrow(() -> tokens.missing(name));
        List<Integer> ids = new ArrayList<>();
        for (Object id : token.list("ids").orElseThrow(() -> token.missing("ids"))) {
            ids.add(checked(id));
        }
        return ids;
    }

    private int paired(JsonObject json, String name) {
        List<?> pair = json.list(name).orElseThrow(() -> json.missing(name));
        return checked(pair.isEmpty() ? "nothing" : pair.getLast());
    }

    private int checked(Object id) {
        if (!(id instanceof Long number) || number < 0 || number >= vocabulary.size()) {
            throw FormatException.corrupt(
                    "The post-processor of tokenizer.json adds the token %s, which is not there."
                            .formatted(id));
        }
        return number.intValue();
    }

    List<Integer> prefix() {
        return prefix;
    }

    List<Integer> suffix() {
        return suffix;
    }
}
