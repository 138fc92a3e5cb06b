package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Passages cut into lines (sentences, very long ones in pieces) and indexed by what they say. */
final class Evidence {

    /** Longer sentences are cut, so that one alignment stays small. */
    static final int LINE_TOKENS_MAX = 120;

    private static final int PREFIX = 5;

    /**
     * A sentence of a passage.
     *
     * @param passage its number in the order given
     * @param span code points within the passage
     */
    record Line(int passage, Span span, List<Token> tokens) {}

    /** Denies what follows it: "it is not true that". */
    private static final Pattern DENIED =
            Pattern.compile(
                    "(?:\\bnot true|\\bfalse|\\bmyth|\\bdenie[sd]|\\buntrue|\\bno evidence|\\bdoubt(?:s|ed|ful)?|n[o']t (?:say|think|believe|claim|mean))(?: that)?\\W*$",
                    Pattern.CASE_INSENSITIVE);

    private final List<String> texts = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, List<Integer>> postings = new HashMap<>();
    private final Map<String, Set<String>> prefixes = new HashMap<>();
    private final Map<String, Integer> capitalised = new HashMap<>();
    private final Map<String, Integer> lowered = new HashMap<>();
    private final Set<String> initials = new HashSet<>();

    private Evidence() {}

    static Evidence of(List<String> passages, Tokenizer tokenizer) {
        Evidence evidence = new Evidence();
        for (int p = 0; p < passages.size(); p++) {
            evidence.texts.add(folded(passages.get(p)));
            for (Sentence sentence : Sentences.split(passages.get(p))) {
                List<Token> tokens = tokenizer.tokens(sentence.text());
                for (int from = 0; from < tokens.size(); from += LINE_TOKENS_MAX) {
                    int to = Math.min(tokens.size(), from + LINE_TOKENS_MAX);
                    evidence.add(
                            new Line(
                                    p,
                                    new Span(sentence.start(), sentence.end()),
                                    tokens.subList(from, to)));
                }
            }
        }
        return evidence;
    }

    private void add(Line line) {
        int number = lines.size();
        lines.add(line);
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < line.tokens().size(); i++) {
            Token token = line.tokens().get(i);
            List<Integer> where = postings.computeIfAbsent(token.key(), key -> new ArrayList<>());
            if (where.isEmpty() || where.getLast() != number) {
                where.add(number);
            }
            if (token.kind() == Token.Kind.CONTENT) {
                prefixes.computeIfAbsent(prefix(token.key()), key -> new HashSet<>())
                        .add(token.key());
                if (!token.isCapitalised()) {
                    lowered.merge(token.key(), 1, Integer::sum);
                } else if (i > 0) {
                    capitalised.merge(token.key(), 1, Integer::sum);
                }
            }
            addInitial(token, run);
        }
    }

    /** Collects the initials of runs of capitalised words, small words between them left out. */
    private void addInitial(Token token, StringBuilder run) {
        boolean small = token.kind() == Token.Kind.FUNCTION && !token.isCapitalised();
        if (token.isCapitalised() && token.kind() == Token.Kind.CONTENT) {
            run.append(Character.toLowerCase(token.text().charAt(0)));
            for (int from = Math.max(0, run.length() - 6); from <= run.length() - 2; from++) {
                initials.add(run.substring(from));
            }
        } else if (!small || run.isEmpty()) {
            run.setLength(0);
        }
    }

    /** Whether the evidence has a claim word for word. */
    enum Quotation {
        NONE,
        /** It has the words, and says that they are not so. */
        DENIED,
        VERBATIM
    }

    /**
     * Looks for these very words in the passages; white space, kinds of quotation marks and a
     * capital at the beginning aside.
     */
    Quotation quotation(String words) {
        String wanted = folded(words).strip();
        wanted = wanted.endsWith(".") ? wanted.substring(0, wanted.length() - 1) : wanted;
        Quotation found = Quotation.NONE;
        for (String text : wanted.isEmpty() ? List.<String>of() : texts) {
            String rest = wanted.substring(1);
            for (int at = text.indexOf(rest, 1); at >= 0; at = text.indexOf(rest, at + 1)) {
                boolean first =
                        Character.toLowerCase(text.charAt(at - 1))
                                == Character.toLowerCase(wanted.charAt(0));
                if (!first || !isWhole(text, at - 1, at + rest.length())) {
                    continue;
                }
                if (!DENIED.matcher(text.substring(Math.max(0, at - 41), at - 1)).find()) {
                    return Quotation.VERBATIM;
                }
                found = Quotation.DENIED;
            }
        }
        return found;
    }

    private static boolean isWhole(String text, int from, int to) {
        boolean before =
                from == 0
                        || !Character.isLetterOrDigit(text.charAt(from - 1))
                        || !Character.isLetterOrDigit(text.charAt(from));
        boolean after =
                to == text.length()
                        || !Character.isLetterOrDigit(text.charAt(to))
                        || !Character.isLetterOrDigit(text.charAt(to - 1));
        boolean inNumber =
                to + 1 < text.length()
                        && Character.isDigit(text.charAt(to - 1))
                        && ".,".indexOf(text.charAt(to)) >= 0
                        && Character.isDigit(text.charAt(to + 1));
        return before && after && !inNumber;
    }

    /** One space for any white space, straight quotation marks. */
    private static String folded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean white = Character.isWhitespace(c) || c == '\u00a0';
            if (!white) {
                out.append(c == '’' || c == '‘' ? '\'' : c == '“' || c == '”' ? '"' : c);
            } else if (!space) {
                out.append(' ');
            }
            space = white;
        }
        return out.toString();
    }

    List<Line> lines() {
        return lines;
    }

    /** The numbers of the lines that have this key, ascending. */
    List<Integer> with(String key) {
        return postings.getOrDefault(key, List.of());
    }

    boolean has(String key) {
        return postings.containsKey(key);
    }

    /** Keys with the same beginning that are probably of the same family: inhibit, inhibitor. */
    List<String> relatives(String key) {
        Set<String> candidates = prefixes.getOrDefault(prefix(key), Set.of());
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (String candidate : candidates) {
            if (related(key, candidate)) {
                found.add(candidate);
            }
        }
        return found;
    }

    /** Whether two keys share at least five letters, and most of the longer one. */
    static boolean related(String a, String b) {
        int shared = 0;
        int least = Math.min(a.length(), b.length());
        while (shared < least && a.charAt(shared) == b.charAt(shared)) {
            shared++;
        }
        return shared >= PREFIX - 1
                && shared >= 0.6 * Math.max(a.length(), b.length())
                && !Character.isDigit(a.charAt(0));
    }

    /**
     * Whether the evidence writes this word with a capital, sentence beginnings aside, and hardly
     * ever without.
     */
    boolean isName(String key) {
        return capitalised.getOrDefault(key, 0) > lowered.getOrDefault(key, 0);
    }

    boolean isOrdinaryWord(String key) {
        return lowered.containsKey(key);
    }

    /** Whether some run of capitalised words has these initials. */
    boolean hasInitials(String acronym) {
        return initials.contains(acronym);
    }

    private static String prefix(String key) {
        return key.length() <= PREFIX - 1 ? key : key.substring(0, PREFIX - 1);
    }
}
