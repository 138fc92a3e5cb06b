package dev.plumbline.documents;

import dev.plumbline.ingestion.chunk.Chunker;
import dev.plumbline.ingestion.parse.Parser;
import dev.plumbline.releases.ReleasePart;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Names what derives passages from bytes. */
final class ReleaseParts {
    @Produces
    @Singleton
    ReleasePart parser() {
        return new ReleasePart("parser", Parser.VERSION);
    }

    @Produces
    @Singleton
    ReleasePart chunker() {
        return new ReleasePart("chunker", Chunker.VERSION);
    }
}
