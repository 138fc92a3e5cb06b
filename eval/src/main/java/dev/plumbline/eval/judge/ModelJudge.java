package dev.plumbline.eval.judge;

import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;

/** A judge over a model, whose answer may not come, or not be usable. */
abstract sealed class ModelJudge implements Judge permits ScoringModelJudge, ChatModelJudge {
    static final double THRESHOLD = 0.5;

    private final String name;

    /** A judge of a name for reports. */
    ModelJudge(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final double threshold() {
        return THRESHOLD;
    }

    /** What a model's exception means: it took too long, or it failed. */
    final JudgeFailure failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean late =
                    cause instanceof TimeoutException
                            || cause instanceof dev.langchain4j.exception.TimeoutException
                            || cause instanceof HttpTimeoutException;
            if (late) {
                return new JudgeFailure(
                        JudgeFailure.Kind.TIMEOUT, name + " did not answer in time.");
            }
        }
        return new JudgeFailure(JudgeFailure.Kind.ERROR, name + " failed: " + thrown.getMessage());
    }
}
