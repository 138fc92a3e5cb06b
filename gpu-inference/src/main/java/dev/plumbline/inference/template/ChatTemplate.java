package dev.plumbline.inference.template;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A chat template, ready to render. Immutable and safe for use by many threads. */
public final class ChatTemplate {
    private static final int SOURCE_CHARACTERS_MAX = 1 << 20;

    private final List<Node> nodes;
    private final TemplateLimits limits;

    private ChatTemplate(List<Node> nodes, TemplateLimits limits) {
        this.nodes = nodes;
        this.limits = limits;
    }

    /**
     * Reads a template.
     *
     * @throws TemplateException code {@code syntax} or {@code limit}
     */
    public static ChatTemplate of(String source) {
        return of(source, TemplateLimits.USUAL);
    }

    /** As above, with limits of one's own. */
    public static ChatTemplate of(String source, TemplateLimits limits) {
        if (source.length() > SOURCE_CHARACTERS_MAX) {
            throw TemplateException.limit(
                    "The template has more than %d characters.".formatted(SOURCE_CHARACTERS_MAX));
        }
        return new ChatTemplate(Parser.parse(source), limits);
    }

    /**
     * The text for given inputs.
     *
     * @param inputs by name, as {@link dev.plumbline.inference.json.Json} reads values: messages,
     *     tools, add_generation_prompt, bos_token ...
     * @param clock what {@code strftime_now} reads
     * @throws TemplateException where the template refuses its inputs, uses what is not there, or
     *     exceeds a limit
     */
    public String render(Map<String, Object> inputs, Clock clock) {
        Budget budget = new Budget(limits);
        Scope globals = new Scope(null);
        new Globals(budget, clock).define(globals);
        inputs.forEach(globals::set);
        try {
            return new Interpreter(budget).render(nodes, new Scope(globals));
        } catch (StackOverflowError e) {
            throw TemplateException.limit("The template nests too deeply.");
        }
    }
}
