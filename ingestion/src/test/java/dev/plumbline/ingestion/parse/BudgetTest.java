package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Hazard;
import dev.plumbline.ingestion.parse.ParseOutcome.Quarantined;
import org.junit.jupiter.api.Test;

/** What a file may use up at most, whatever the libraries that read it allow. */
final class BudgetTest {
    private static final ParseLimits LIMITS = new ParseLimits(8_000_000, 3, 5);

    @Test
    void smallFileThatUnpacksToMuchIsABomb() {
        Budget budget = new Budget(LIMITS, 50_000);
        budget.characters(5_000_000);
        assertThatThrownBy(() -> budget.characters(150_000)).isInstanceOf(LimitReached.class);
        assertThat(budget.reached())
                .isInstanceOfSatisfying(
                        Quarantined.class, held -> assertThat(held.code()).isEqualTo(Hazard.BOMB));
    }

    @Test
    void largeFileMayHoldMuchButNotAnyAmount() {
        Budget budget = new Budget(LIMITS, 50_000_000);
        budget.characters(8_000_000);
        assertThat(budget.reached()).isNull();
        assertThatThrownBy(() -> budget.characters(1)).isInstanceOf(LimitReached.class);
        assertThat(budget.reached())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(Failure.TOO_LARGE));
    }

    @Test
    void filesMayNotBeNestedAnyDepth() {
        Budget budget = new Budget(LIMITS, 1_000);
        budget.enter();
        budget.enter();
        budget.enter();
        assertThatThrownBy(budget::enter).isInstanceOf(LimitReached.class);
        assertThat(budget.reached())
                .isInstanceOfSatisfying(
                        Quarantined.class,
                        held -> assertThat(held.code()).isEqualTo(Hazard.TOO_DEEP));
    }

    @Test
    void filesBesideEachOtherCountEachAndTheFirstLimitIsRemembered() {
        Budget budget = new Budget(LIMITS, 1_000);
        for (int i = 0; i < 5; i++) {
            budget.enter();
            budget.leave();
        }
        assertThatThrownBy(budget::enter).isInstanceOf(LimitReached.class);
        assertThatThrownBy(() -> budget.characters(9_000_000)).isInstanceOf(LimitReached.class);
        assertThat(budget.reached())
                .isInstanceOfSatisfying(
                        Quarantined.class,
                        held -> assertThat(held.code()).isEqualTo(Hazard.TOO_MANY_ENTRIES));
    }
}
