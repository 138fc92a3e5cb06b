package dev.plumbline;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;

/** What belongs to whom, on PostgreSQL. */
@Tag("postgres")
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = OwnPostgres.class, restrictToAnnotatedClass = true)
final class ForeignersPostgresTest extends ForeignersContract {}
