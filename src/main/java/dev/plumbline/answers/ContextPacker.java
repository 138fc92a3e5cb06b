package dev.plumbline.answers;

import dev.plumbline.index.Hit;
import dev.plumbline.search.Search;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Fills a budget of tokens with whole passages, the best first, none twice. What is chosen is
 * ordered by document, the one with the best passage first, and within a document as it reads.
 */
final class ContextPacker {
    private static final int PASSAGES_MAX = 20;

    private final int tokensMax;
    private final ToIntFunction<String> tokens;

    ContextPacker(int tokensMax, ToIntFunction<String> tokens) {
        this.tokensMax = tokensMax;
        this.tokens = tokens;
    }

    /** The evidence in the order in which a prompt numbers it, from 1. */
    List<Search.Found> pack(List<Search.Found> hits) {
        List<Search.Found> chosen = new ArrayList<>();
        int used = 0;
        for (Search.Found hit : hits) {
            int size = tokens.applyAsInt(hit.title() + "\n" + hit.hit().text());
            boolean fits = used + size <= tokensMax;
            if (fits
                    && chosen.size() < PASSAGES_MAX
                    && chosen.stream().noneMatch(known -> repeats(hit.hit(), known.hit()))) {
                chosen.add(hit);
                used += size;
            }
        }
        Map<String, Integer> documents = new LinkedHashMap<>();
        chosen.forEach(hit -> documents.putIfAbsent(hit.hit().documentId(), documents.size()));
        chosen.sort(
                Comparator.<Search.Found>comparingInt(
                                hit -> documents.getOrDefault(hit.hit().documentId(), 0))
                        .thenComparingInt(hit -> hit.hit().start()));
        return List.copyOf(chosen);
    }

    private static boolean repeats(Hit hit, Hit known) {
        if (hit.text().equals(known.text())) {
            return true;
        }
        int overlap = Math.min(hit.end(), known.end()) - Math.max(hit.start(), known.start());
        return hit.textSha256().equals(known.textSha256()) && overlap * 2 > hit.end() - hit.start();
    }
}
