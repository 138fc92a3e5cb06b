package dev.plumbline.inference.tokenizer;

/**
 * What a tokenizer.json does with a stretch of text: its normalizer, then the added tokens that are
 * looked for in normalised text, then the model for what is between them.
 */
final class HfEncoder implements TextEncoder {
    private final Normalizer normalizer;
    private final TokenFinder normalized;
    private final TextEncoder model;

    HfEncoder(Normalizer normalizer, TokenFinder normalized, TextEncoder model) {
        this.normalizer = normalizer;
        this.normalized = normalized;
        this.model = model;
    }

    @Override
    public void encode(String text, boolean atStart, boolean parseSpecial, Ids ids) {
        String changed = normalizer.apply(text, atStart);
        for (TokenFinder.Fragment part : normalized.split(changed, parseSpecial)) {
            if (part.isText()) {
                model.encode(
                        changed.substring(part.start(), part.end()),
                        atStart && part.start() == 0,
                        parseSpecial,
                        ids);
            } else {
                ids.add(part.id());
            }
        }
    }
}
