package dev.plumbline.index;

import java.util.List;
import java.util.Set;

/**
 * What a search may see; part of the query in every leg, never applied to its results.
 *
 * @param collections names; a search in none finds nothing
 * @param readers the reader sets that may be seen
 * @param filters all of them must accept
 */
public record Scope(Set<String> collections, ReaderFilter readers, List<AttributeFilter> filters) {
    public Scope {
        collections = Set.copyOf(collections);
        filters = List.copyOf(filters);
    }

    /** One collection without conditions on attributes. */
    public static Scope of(String collection, ReaderFilter readers) {
        return new Scope(Set.of(collection), readers, List.of());
    }
}
