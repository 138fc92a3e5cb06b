package dev.plumbline.inference.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds tokens that are written out in a text before anything else looks at it: the longest first,
 * wherever they stand. Control tokens only where asked for, user-defined ones always.
 */
final class SpecialTokens implements TokenFinder {

    /**
     * A token to look for.
     *
     * @param special whether it counts only where special tokens are parsed
     * @param stripLeft whether white space before it belongs to it
     * @param stripRight whether white space after it does
     */
    record Entry(int id, String text, boolean special, boolean stripLeft, boolean stripRight) {}

    private final List<Entry> entries;
    private final Trie trie = new Trie();

    SpecialTokens(List<Entry> entries) {
        this.entries =
                entries.stream()
                        .filter(entry -> !entry.text.isEmpty())
                        .sorted(
                                Comparator.comparingInt(
                                                (Entry entry) ->
                                                        entry.text.getBytes(StandardCharsets.UTF_8)
                                                                .length)
                                        .reversed())
                        .toList();
        for (int i = 0; i < this.entries.size(); i++) {
            trie.put(this.entries.get(i).text, i);
        }
    }

    @Override
    public List<Fragment> split(String text, boolean parseSpecial) {
        List<Fragment> fragments = List.of(Fragment.text(0, text.length()));
        Set<Integer> present = present(text);
        if (present.isEmpty()) {
            return fragments;
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (present.contains(i) && (parseSpecial || !entry.special)) {
                fragments = split(text, fragments, entry);
            }
        }
        return fragments;
    }

    private Set<Integer> present(String text) {
        Set<Integer> found = new HashSet<>();
        for (int at = 0; at < text.length(); at++) {
            int node = trie.child(0, text.charAt(at));
            for (int end = at + 1; node >= 0; end++) {
                if (trie.value(node) >= 0) {
                    found.add(trie.value(node));
                }
                node = end < text.length() ? trie.child(node, text.charAt(end)) : -1;
            }
        }
        return found;
    }

    private static List<Fragment> split(String text, List<Fragment> fragments, Entry entry) {
        List<Fragment> result = new ArrayList<>();
        for (Fragment fragment : fragments) {
            if (fragment.isText()) {
                split(text, fragment, entry, result);
            } else {
                result.add(fragment);
            }
        }
        return result;
    }

    private static void split(String text, Fragment fragment, Entry entry, List<Fragment> result) {
        int start = fragment.start();
        while (start < fragment.end()) {
            int match = text.indexOf(entry.text, start, fragment.end());
            if (match < 0) {
                break;
            }
            int left = match;
            while (entry.stripLeft && left > start && space(text.charAt(left - 1))) {
                left--;
            }
            if (left > start) {
                result.add(Fragment.text(start, left));
            }
            result.add(new Fragment(entry.id, match, match + entry.text.length()));
            start = match + entry.text.length();
            while (entry.stripRight && start < fragment.end() && space(text.charAt(start))) {
                start++;
            }
        }
        if (start < fragment.end()) {
            result.add(Fragment.text(start, fragment.end()));
        }
    }

    private static boolean space(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
