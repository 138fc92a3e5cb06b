package dev.plumbline;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;

/** What is kept of a document, on PostgreSQL. */
@Tag("postgres")
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = OwnPostgres.class, restrictToAnnotatedClass = true)
final class DocumentsPostgresTest extends DocumentsContract {}
