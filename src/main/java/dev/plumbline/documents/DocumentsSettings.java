package dev.plumbline.documents;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of documents and their parsing. */
@ConfigMapping(prefix = "plumbline.documents")
public interface DocumentsSettings {
    /** The largest file, in bytes. */
    @WithDefault("536870912")
    long fileBytesMax();

    /** The largest request, in bytes. */
    @WithDefault("2147483648")
    long requestBytesMax();

    /** Whether URLs may lead to private, loopback and link-local addresses. */
    @WithDefault("false")
    boolean privateAddresses();

    /** How long after its deletion a document has left every file. */
    @WithDefault("24h")
    Duration eraseAfter();

    /** Parser processes. */
    @WithDefault("2")
    int parsers();

    /** How long a document may be parsed. */
    @WithDefault("60s")
    Duration parseTimeout();

    /** Heap of a parser process, in MiB. */
    @WithDefault("512")
    int parserMemoryMax();
}
