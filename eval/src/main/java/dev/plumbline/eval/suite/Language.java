package dev.plumbline.eval.suite;

import java.util.List;
import java.util.Locale;

/** Languages other than English in which facts are told and asked. */
enum Language {
    DE(
            "\u201e%s\u201c wurde %3$d von %2$s fertiggestellt.",
            "Von wem wurde \u201e%s\u201c fertiggestellt?"),
    FR(
            "\u00ab %s \u00bb a \u00e9t\u00e9 achev\u00e9 par %s en %d.",
            "Par qui \u00ab %s \u00bb a-t-il \u00e9t\u00e9 achev\u00e9 ?"),
    ES(
            "\u00ab%s\u00bb fue terminado por %s en %d.",
            "\u00bfQui\u00e9n termin\u00f3 \u00ab%s\u00bb?"),
    ZH(
            "\u201c%s\u201d\u7531 %s \u4e8e %d \u5e74\u5b8c\u6210\u3002",
            "\u201c%s\u201d\u662f\u7531\u8c01\u5b8c\u6210\u7684\uff1f");

    private final String sentence;
    private final String question;

    /** Formats with the device, the person and the year. */
    Language(String sentence, String question) {
        this.sentence = sentence;
        this.question = question;
    }

    /** One after the other. */
    static Language of(int round) {
        return List.of(values()).get(round % values().length);
    }

    String sentence(InventedFact fact) {
        return sentence.formatted(fact.device(), fact.person(), fact.year());
    }

    String question(InventedFact fact) {
        return question.formatted(fact.device());
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
