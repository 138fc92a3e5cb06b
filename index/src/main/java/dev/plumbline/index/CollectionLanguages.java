package dev.plumbline.index;

import dev.plumbline.index.analysis.Languages;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** The languages with rules of their own in which a collection has passages. */
final class CollectionLanguages {
    private CollectionLanguages() {}

    static Set<String> of(IndexReader reader, Set<String> collections) throws IOException {
        Set<String> languages = new TreeSet<>();
        for (LeafReaderContext segment : reader.leaves()) {
            Terms terms = segment.reader().terms(Layout.COLLECTION_LANGUAGE);
            if (terms == null) {
                continue;
            }
            TermsEnum values = terms.iterator();
            for (String collection : collections) {
                add(values, new BytesRef(collection + Layout.SEPARATOR), languages);
            }
        }
        languages.retainAll(Languages.codes());
        return languages;
    }

    private static void add(TermsEnum values, BytesRef prefix, Set<String> languages)
            throws IOException {
        if (values.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
            return;
        }
        for (BytesRef value = values.term();
                value != null && StringHelper.startsWith(value, prefix);
                value = values.next()) {
            languages.add(
                    new BytesRef(
                                    value.bytes,
                                    value.offset + prefix.length,
                                    value.length - prefix.length)
                            .utf8ToString());
        }
    }
}
