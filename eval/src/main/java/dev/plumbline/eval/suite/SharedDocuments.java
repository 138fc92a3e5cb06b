package dev.plumbline.eval.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which questions are about the same documents, and so not independent. */
final class SharedDocuments {
    private final Map<String, String> nearer = new HashMap<>();

    private SharedDocuments() {}

    /**
     * The items, those that share a document, be it by way of others, in one cluster: the first of
     * its documents.
     *
     * @param hidden the document in which a sentence stands
     */
    static List<SuiteItem> cluster(List<SuiteItem> items, Map<String, String> hidden) {
        SharedDocuments shared = new SharedDocuments();
        for (SuiteItem item : items) {
            List<String> documents = documents(item, hidden);
            documents.forEach(document -> shared.join(documents.getFirst(), document));
        }
        List<SuiteItem> clustered = new ArrayList<>();
        for (SuiteItem item : items) {
            List<String> documents = documents(item, hidden);
            clustered.add(documents.isEmpty() ? item : item.in(shared.first(documents.getFirst())));
        }
        return clustered;
    }

    private static List<String> documents(SuiteItem item, Map<String, String> hidden) {
        return item.evidence().stream().map(hidden::get).filter(Objects::nonNull).toList();
    }

    private String first(String document) {
        String at = document;
        while (!nearer.getOrDefault(at, at).equals(at)) {
            at = nearer.getOrDefault(at, at);
        }
        return at;
    }

    private void join(String one, String other) {
        String a = first(one);
        String b = first(other);
        if (a.compareTo(b) < 0) {
            nearer.put(b, a);
        } else {
            nearer.put(a, b);
        }
    }
}
