package dev.plumbline.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Which problem a failure is to the caller. */
final class ProblemsTest {
    private static final String FULL = "[SQLITE_FULL] database or disk is full";

    @Test
    void fullDiskIsToldWhereverTheFailureSaysIt() {
        IOException write = new IOException("No space left on device");
        assertThat(Problems.problem(new UncheckedIOException(write)).status()).isEqualTo(507);
        assertThat(Problems.problem(new IllegalStateException(new SQLException(FULL))).status())
                .isEqualTo(507);

        RollbackException commit = new RollbackException("Could not commit transaction.");
        commit.addSuppressed(new IllegalStateException(new SQLException(FULL)));
        Problem told = Problems.problem(new IllegalStateException(commit));
        assertThat(told.status()).isEqualTo(507);
        assertThat(told.code()).isEqualTo("disk_full");
    }

    @Test
    void wordsOfACallerAboutDisksAreNoFullDisk() {
        assertThat(Problems.problem(new IllegalStateException("the disk is full")).status())
                .isEqualTo(500);
        assertThat(Problems.problem(new IllegalArgumentException("disk is full")).status())
                .isEqualTo(400);
    }
}
