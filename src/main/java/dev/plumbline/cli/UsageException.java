package dev.plumbline.cli;

import java.io.Serial;

/** The command was used wrongly; its message says how, and the exit code is 2. */
final class UsageException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
