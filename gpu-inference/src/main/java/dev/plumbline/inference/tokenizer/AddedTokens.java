package dev.plumbline.inference.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The added tokens of a tokenizer.json, found as Hugging Face finds them: leftmost first, the
 * longest of those that begin there, once through the text.
 */
final class AddedTokens implements TokenFinder {
    private static final Pattern WORD = Pattern.compile("\\w", Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * A token to look for.
     *
     * @param special whether it counts only where special tokens are parsed
     * @param singleWord whether letters, digits and the like beside it hide it
     * @param stripLeft whether white space before it belongs to it
     * @param stripRight whether white space after it does
     */
    record Entry(
            int id,
            String text,
            boolean special,
            boolean singleWord,
            boolean stripLeft,
            boolean stripRight) {}

    private final List<Entry> entries;
    private final Trie trie = new Trie();

    AddedTokens(List<Entry> entries) {
        this.entries = entries.stream().filter(entry -> !entry.text.isEmpty()).toList();
        for (int i = 0; i < this.entries.size(); i++) {
            trie.put(this.entries.get(i).text, i);
        }
    }

    @Override
    public List<Fragment> split(String text, boolean parseSpecial) {
        List<Fragment> fragments = new ArrayList<>();
        int done = 0;
        for (int at = 0; at < text.length(); ) {
            int found = longestAt(text, at);
            if (found < 0) {
                at++;
                continue;
            }
            Entry entry = entries.get(found);
            int end = at + entry.text.length();
            boolean hidden =
                    (entry.special && !parseSpecial) || (entry.singleWord && !alone(text, at, end));
            if (!hidden) {
                int from = entry.stripLeft ? spacesBefore(text, at, done) : at;
                int to = entry.stripRight ? spacesAfter(text, Math.max(done, end)) : end;
                if (done < from) {
                    fragments.add(Fragment.text(done, from));
                }
                fragments.add(new Fragment(entry.id, from, to));
                done = to;
            }
            at = end;
        }
        if (done < text.length()) {
            fragments.add(Fragment.text(done, text.length()));
        }
        return fragments;
    }

    private int longestAt(String text, int at) {
        int found = -1;
        int node = trie.child(0, text.charAt(at));
        for (int end = at + 1; node >= 0; end++) {
            if (trie.value(node) >= 0) {
                found = trie.value(node);
            }
            node = end < text.length() ? trie.child(node, text.charAt(end)) : -1;
        }
        return found;
    }

    private static boolean alone(String text, int start, int end) {
        boolean before = start > 0 && word(text.codePointBefore(start));
        boolean after = end < text.length() && word(text.codePointAt(end));
        return !before && !after;
    }

    private static boolean word(int point) {
        return WORD.matcher(Character.toString(point)).matches();
    }

    private static int spacesBefore(String text, int at, int least) {
        int from = at;
        while (from > least && BertText.whitespace(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    private static int spacesAfter(String text, int at) {
        int to = at;
        while (to < text.length() && BertText.whitespace(text.charAt(to))) {
            to++;
        }
        return to;
    }
}
