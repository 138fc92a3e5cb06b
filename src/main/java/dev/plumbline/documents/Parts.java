package dev.plumbline.documents;

import dev.plumbline.ingestion.parse.ParserPool;
import dev.plumbline.ingestion.parse.ParserSettings;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Home;
import dev.plumbline.storage.StorageSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Makes the parts that libraries bring. */
final class Parts {
    @Produces
    @Singleton
    Home home(StorageSettings settings) {
        return new Home(Path.of(settings.home())).create();
    }

    @Produces
    @Singleton
    BlobStore blobStore(Home home) {
        return new BlobStore(home);
    }

    @Produces
    @Singleton
    ParserPool parserPool(Home home, DocumentsSettings settings) {
        return new ParserPool(
                ParserSettings.standard(home.temporary().resolve("parsers"))
                        .withProcesses(settings.parsers())
                        .withLimit(settings.parseTimeout())
                        .withHeapMebibytes(settings.parserMemoryMax()));
    }
}
