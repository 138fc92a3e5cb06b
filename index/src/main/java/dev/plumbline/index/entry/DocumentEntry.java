package dev.plumbline.index.entry;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One revision of a document with all of its passages.
 *
 * @param documentId unique within the tenant, not blank
 * @param revision from 1
 * @param collection name of the collection that holds the document
 * @param readerSet number of the interned set of readers, from 0
 * @param title title, may be empty
 * @param language ISO 639-1 code ("en", "zh"), or {@link #UNKNOWN_LANGUAGE}
 * @param textSha256 hash of the canonical text that the passages' offsets belong to
 * @param attributes at most {@value #ATTRIBUTES_MAX} by name
 * @param passages ids are distinct; may be empty
 */
public record DocumentEntry(
        String documentId,
        int revision,
        String collection,
        int readerSet,
        String title,
        String language,
        String textSha256,
        Map<String, AttributeValue> attributes,
        List<PassageEntry> passages) {
    /** The language code (ISO 639-2 "undetermined") of a text whose language is not known. */
    public static final String UNKNOWN_LANGUAGE = "und";

    /** Most attributes that one document may have. */
    public static final int ATTRIBUTES_MAX = 100;

    /** Longest name of an attribute. */
    public static final int NAME_MAX = 200;

    public DocumentEntry {
        attributes = Map.copyOf(attributes);
        passages = List.copyOf(passages);
        if (documentId.isBlank()) {
            throw new IllegalArgumentException("A document needs an id");
        }
        if (readerSet < 0) {
            throw new IllegalArgumentException(
                    "Document " + documentId + ": reader set " + readerSet + " is negative");
        }
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw new IllegalArgumentException(
                    "Document "
                            + documentId
                            + " has "
                            + attributes.size()
                            + " attributes; the limit is "
                            + ATTRIBUTES_MAX);
        }
        for (String name : attributes.keySet()) {
            if (name.isBlank() || name.length() > NAME_MAX || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "Document "
                                + documentId
                                + ": an attribute's name has 1 to "
                                + NAME_MAX
                                + " characters, none of them zero");
            }
        }
        Set<String> seen = new HashSet<>();
        for (PassageEntry passage : passages) {
            if (!seen.add(passage.passageId())) {
                throw new IllegalArgumentException(
                        "Document "
                                + documentId
                                + " has passage "
                                + passage.passageId()
                                + " twice");
            }
        }
    }

    /** The same document under another reader set. */
    public DocumentEntry withReaderSet(int number) {
        return new DocumentEntry(
                documentId,
                revision,
                collection,
                number,
                title,
                language,
                textSha256,
                attributes,
                passages);
    }
}
