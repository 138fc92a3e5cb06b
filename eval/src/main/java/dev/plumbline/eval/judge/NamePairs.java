package dev.plumbline.eval.judge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names of two words that a claim puts together from two names of its evidence: "Ada Brandt", where
 * there are an Ada Quill and a Brandt regulator.
 */
final class NamePairs {
    private static final int NEAR = 3;

    /** Capitalised words that go with many names. */
    private static final Set<String> COMMON =
            Set.of(
                    "mr",
                    "mrs",
                    "ms",
                    "miss",
                    "dr",
                    "prof",
                    "professor",
                    "president",
                    "prime",
                    "minister",
                    "king",
                    "queen",
                    "prince",
                    "princess",
                    "sir",
                    "lord",
                    "lady",
                    "saint",
                    "st",
                    "pope",
                    "general",
                    "captain",
                    "colonel",
                    "mayor",
                    "governor",
                    "senator",
                    "judge",
                    "chief",
                    "mount",
                    "lake",
                    "river",
                    "port",
                    "fort",
                    "new",
                    "old",
                    "great",
                    "north",
                    "south",
                    "east",
                    "west",
                    "northern",
                    "southern",
                    "eastern",
                    "western",
                    "central",
                    "university",
                    "college",
                    "school",
                    "city",
                    "county",
                    "state",
                    "republic",
                    "united",
                    "national",
                    "international",
                    "royal",
                    "world",
                    "the");

    private NamePairs() {}

    /** What the evidence has beside one of two words that it never has side by side. */
    static Optional<String> other(Token first, Token second, List<Token> line, Evidence evidence) {
        if (!isName(first, evidence) || !isName(second, evidence)) {
            return Optional.empty();
        }
        String other = null;
        for (int j = 0; j < line.size(); j++) {
            if (line.get(j).key().equals(first.key())) {
                if (hasNear(line, j, second.key())) {
                    return Optional.empty();
                }
                if (j + 1 < line.size() && isName(line.get(j + 1), evidence)) {
                    other = line.get(j).text() + " " + line.get(j + 1).text();
                }
            }
        }
        return Optional.ofNullable(other);
    }

    private static boolean hasNear(List<Token> line, int at, String key) {
        for (int j = Math.max(0, at - NEAR); j <= Math.min(line.size() - 1, at + NEAR); j++) {
            if (line.get(j).key().equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(Token token, Evidence evidence) {
        return token.kind() == Token.Kind.CONTENT
                && token.isCapitalised()
                && evidence.isName(token.key())
                && !COMMON.contains(token.text().toLowerCase(Locale.ROOT));
    }
}
