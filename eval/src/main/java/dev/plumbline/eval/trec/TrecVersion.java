package dev.plumbline.eval.trec;

import java.util.Optional;

/** The releases of trec_eval whose behaviour can be asked for. */
public enum TrecVersion {
    /** Scores as double, comments, a judged topic that the run lacks is an error or counts zero. */
    V10_0("10.0"),
    /** Scores as float, no comments, topics that the run lacks are passed over. */
    V9_0_8("9.0.8");

    private final String number;

    TrecVersion(String number) {
        this.number = number;
    }

    /** The release's number as trec_eval prints it. */
    public String number() {
        return number;
    }

    /** Finds a release by its number, with or without a leading {@code v}. */
    public static Optional<TrecVersion> ofNumber(String number) {
        String plain = number.startsWith("v") ? number.substring(1) : number;
        for (TrecVersion version : values()) {
            if (version.number.equals(plain)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
