package dev.plumbline.inference.engine;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.format.Once;
import dev.plumbline.inference.template.ChatTemplate;
import dev.plumbline.inference.template.TemplateException;
import dev.plumbline.inference.tokenizer.EncodeOptions;
import dev.plumbline.inference.tokenizer.Tokenizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conversations as token ids, by the chat template that a model carries. Special tokens written in
 * a message stay text: a message cannot end its own turn. Without a template messages follow each
 * other as plain paragraphs.
 */
public final class ChatPrompt {
    /** Stands in for a message while the template is rendered; from a private use area. */
    private static final Pattern PLACE = Pattern.compile("\uE0F0(\\d+)\uE0F1");

    private final Tokenizer tokenizer;
    private final Supplier<Optional<ChatTemplate>> template;
    private final Clock clock;

    /**
     * For one model. Its template is read when the first conversation comes: one that cannot be
     * read fails conversations and leaves the rest of the model usable.
     *
     * @param clock what templates read that write today's date
     */
    public ChatPrompt(Tokenizer tokenizer, Clock clock) {
        this.tokenizer = tokenizer;
        this.clock = clock;
        template = Once.of(() -> tokenizer.chatTemplate().map(ChatTemplate::of));
    }

    /**
     * The ids that ask for the assistant's next message.
     *
     * @throws InferenceException where the template refuses the conversation or cannot be read
     */
    public List<Integer> encode(List<ChatTurn> turns) {
        if (turns.isEmpty()) {
            throw new InferenceException("invalid_request", "The conversation has no messages.");
        }
        Optional<ChatTemplate> chat = template.get();
        if (chat.isEmpty()) {
            StringBuilder text = new StringBuilder();
            turns.forEach(turn -> text.append(turn.content()).append("\n\n"));
            return list(tokenizer.encode(text.toString(), new EncodeOptions(true, false)));
        }
        if (turns.stream().noneMatch(this::holdsSpecial)) {
            return list(tokenizer.encode(render(chat.get(), turns), EncodeOptions.RENDERED));
        }
        return guarded(chat.get(), turns);
    }

    private boolean holdsSpecial(ChatTurn turn) {
        return PLACE.matcher(turn.content()).find()
                || !Arrays.equals(
                        tokenizer.encode(turn.content(), EncodeOptions.TEXT),
                        tokenizer.encode(turn.content(), EncodeOptions.RENDERED));
    }

    /** Renders with places for the messages, whose own text is then encoded as nothing but text. */
    private List<Integer> guarded(ChatTemplate chat, List<ChatTurn> turns) {
        List<ChatTurn> places = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            places.add(new ChatTurn(turns.get(i).role(), "\uE0F0" + i + "\uE0F1"));
        }
        String rendered = render(chat, places);
        List<Integer> ids = new ArrayList<>();
        Matcher place = PLACE.matcher(rendered);
        int from = 0;
        while (place.find()) {
            ids.addAll(
                    list(
                            tokenizer.encode(
                                    rendered.substring(from, place.start()),
                                    EncodeOptions.RENDERED)));
            String content = turns.get(Integer.parseInt(place.group(1))).content();
            ids.addAll(list(tokenizer.encode(content, EncodeOptions.TEXT)));
            from = place.end();
        }
        ids.addAll(list(tokenizer.encode(rendered.substring(from), EncodeOptions.RENDERED)));
        return ids;
    }

    /**
     * Renders; where a template knows no system message, that goes before the first of the user.
     */
    private String render(ChatTemplate chat, List<ChatTurn> turns) {
        try {
            return chat.render(inputs(turns), clock);
        } catch (TemplateException refused) {
            boolean system = turns.size() > 1 && turns.getFirst().role().equals("system");
            if (!system || !turns.get(1).role().equals("user")) {
                throw refused;
            }
            List<ChatTurn> merged = new ArrayList<>(turns.subList(1, turns.size()));
            merged.set(
                    0,
                    new ChatTurn(
                            "user",
                            turns.getFirst().content() + "\n\n" + merged.getFirst().content()));
            return chat.render(inputs(merged), clock);
        }
    }

    private Map<String, Object> inputs(List<ChatTurn> turns) {
        List<Object> messages = new ArrayList<>();
        for (ChatTurn turn : turns) {
            messages.add(Map.of("role", turn.role(), "content", turn.content()));
        }
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("messages", messages);
        inputs.put("add_generation_prompt", true);
        tokenizer.named("bos").ifPresent(id -> inputs.put("bos_token", tokenizer.token(id)));
        tokenizer.named("eos").ifPresent(id -> inputs.put("eos_token", tokenizer.token(id)));
        return inputs;
    }

    private static List<Integer> list(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }
}
