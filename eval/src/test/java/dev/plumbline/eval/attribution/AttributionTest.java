package dev.plumbline.eval.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.eval.attribution.Attribution.Reached;
import dev.plumbline.eval.attribution.Trace.Piece;
import dev.plumbline.eval.attribution.Trace.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionTest {
    private static final Reached WRONG = new Reached(false, true, true, false, true);

    private static Stage lost(Piece... pieces) {
        return Attribution.lost(WRONG, new Trace(List.of(pieces), 100, 20)).orElseThrow();
    }

    @Test
    void eachStageIsBlamedForWhatItDidNotHandOn() {
        assertThat(lost(new Piece(Place.NOWHERE, 0, 0))).isEqualTo(Stage.PARSING);
        assertThat(lost(new Piece(Place.TEXT, 0, 0))).isEqualTo(Stage.PARSING);
        assertThat(lost(new Piece(Place.PASSAGE, 0, 0))).isEqualTo(Stage.RETRIEVAL);
        assertThat(lost(new Piece(Place.PASSAGE, 21, 0))).isEqualTo(Stage.RERANKING);
        assertThat(lost(new Piece(Place.PASSAGE, 20, 0))).isEqualTo(Stage.PACKING);
        assertThat(lost(new Piece(Place.PASSAGE, 20, 3))).isEqualTo(Stage.GENERATION);
    }

    @Test
    void ofSeveralPiecesTheOneLostEarliestCounts() {
        assertThat(lost(new Piece(Place.PASSAGE, 1, 1), new Piece(Place.PASSAGE, 0, 0)))
                .isEqualTo(Stage.RETRIEVAL);
    }

    @Test
    void whatTheSystemDoesNotTellIsUnknown() {
        assertThat(lost(new Piece(null, null, 0))).isEqualTo(Stage.UNKNOWN);
        assertThat(lost(new Piece(Place.PASSAGE, 3, null))).isEqualTo(Stage.UNKNOWN);
        assertThat(Attribution.lost(WRONG, null)).contains(Stage.UNKNOWN);
    }

    @Test
    void evidenceThatTheCandidatesLackIsRetrievalsLossWhereNoMoreIsTold() {
        assertThat(lost(new Piece(null, 0, 0))).isEqualTo(Stage.RETRIEVAL);
        assertThat(lost(new Piece(null, 0, null))).isEqualTo(Stage.RETRIEVAL);
    }

    @Test
    void anAnswerWhereThereIsNoneIsGenerationsLoss() {
        assertThat(Attribution.lost(new Reached(false, false, true, false, true), null))
                .contains(Stage.GENERATION);
        assertThat(Attribution.lost(new Reached(false, false, false, false, true), null)).isEmpty();
    }

    @Test
    void aRightAnswerThatWasNotVerifiedIsVerificationsLoss() {
        assertThat(Attribution.lost(new Reached(false, true, true, true, false), null))
                .contains(Stage.VERIFICATION);
        assertThat(Attribution.lost(new Reached(false, true, true, true, true), null)).isEmpty();
        assertThat(Attribution.lost(new Reached(true, true, false, false, true), null))
                .contains(Stage.ERROR);
    }

    @Test
    void evidenceIsFoundWhateverItsCasePunctuationAndSpacing() {
        Sought sought =
                Sought.of(List.of("It was founded in 1843, by Ada."), List.of("1843")).getFirst();
        assertThat(sought.in("Before.  it was  FOUNDED in 1843 by Ada; and so on")).isTrue();
        assertThat(sought.in("It was founded in 1844 by Ada.")).isFalse();
        assertThat(sought.in("founded in 1843")).as("a part with the answer").isTrue();
        assertThat(sought.in("by Ada")).as("a part without it").isFalse();
        assertThat(sought.rank(List.of("nothing", "founded in 1843"))).isEqualTo(2);
    }

    @Test
    void withoutEvidenceAnyExpectedAnswerIsLookedFor() {
        List<Sought> sought = Sought.of(List.of(), List.of("Ada Lovelace", "艾达"));
        assertThat(sought).hasSize(1);
        assertThat(sought.getFirst().in("诗人艾达写了程序")).isTrue();
        assertThat(sought.getFirst().in("Adaptation")).isFalse();
    }
}
