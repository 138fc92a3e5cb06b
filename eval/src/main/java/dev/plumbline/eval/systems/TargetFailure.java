package dev.plumbline.eval.systems;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A failure that speaks of the system and not of the question that it met. */
abstract sealed class TargetFailure extends IOException {
    private static final long serialVersionUID = 1;

    TargetFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Nobody answered: the next question may find somebody. */
    static final class Silent extends TargetFailure {
        private static final long serialVersionUID = 1;

        Silent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The system answers nobody who asks like this: no later question fares better. */
    static final class Refused extends TargetFailure {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String message) {
            super("the system answered with " + message, null);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
