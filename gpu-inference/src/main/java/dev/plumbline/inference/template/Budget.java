package dev.plumbline.inference.template;

/** Counts what a rendering uses. */
final class Budget {
    private static final int CHARACTERS_PER_STEP = 32;

    private final TemplateLimits limits;
    private long stepsLeft;
    private int depth;

    Budget(TemplateLimits limits) {
        this.limits = limits;
        this.stepsLeft = limits.steps();
    }

    void step() {
        steps(1);
    }

    void steps(long count) {
        stepsLeft -= Math.max(0, count); // sizes that a template states may be negative
        if (stepsLeft < 0) {
            throw TemplateException.limit(
                    "The template takes more than %d steps.".formatted(limits.steps()));
        }
    }

    /** Before a text of so many characters is made. */
    void characters(long count) {
        grown(count, count);
    }

    /** When a text grows to a length by so many characters; the others were counted before. */
    void grown(long length, long by) {
        if (length > limits.outputCharacters()) {
            throw TemplateException.limit(
                    "The template makes a text of more than %d characters."
                            .formatted(limits.outputCharacters()));
        }
        steps(1 + by / CHARACTERS_PER_STEP);
    }

    void rangeItems(long count) {
        if (count > limits.rangeItems()) {
            throw TemplateException.limit(
                    "The template asks for a range of %d items; at most %d can be."
                            .formatted(count, limits.rangeItems()));
        }
        steps(count);
    }

    void enter() {
        if (++depth > limits.depth()) {
            throw TemplateException.limit(
                    "The template nests deeper than %d.".formatted(limits.depth()));
        }
    }

    void leave() {
        depth--;
    }
}
