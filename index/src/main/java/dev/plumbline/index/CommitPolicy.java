package dev.plumbline.index;

import java.time.Duration;

/** Says when what was applied should be made durable. */
final class CommitPolicy {
    private final int changesMax;
    private final long nanosMax;
    private int changes;
    private long oldest;

    CommitPolicy(int changesMax, Duration interval) {
        this.changesMax = changesMax;
        nanosMax = interval.toNanos();
    }

    synchronized void changed() {
        if (changes++ == 0) {
            oldest = System.nanoTime();
        }
    }

    synchronized void committed() {
        changes = 0;
    }

    synchronized boolean due() {
        return changes >= changesMax || (changes > 0 && System.nanoTime() - oldest >= nanosMax);
    }
}
