package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpanAgreementTest {
    @Test
    void spansAgreeByCodePoints() {
        SpanAgreement agreement =
                SpanAgreement.NONE
                        .plus(List.of(new Span(0, 4), new Span(2, 6)), List.of(new Span(4, 10)))
                        .plus(List.of(), List.of(new Span(0, 2)));
        assertThat(agreement).isEqualTo(new SpanAgreement(6, 8, 2));
        assertThat(agreement.f1()).isEqualTo(2.0 * 2 / 14);
    }

    @Test
    void nothingFoundWhereNothingIsLabelledAgrees() {
        SpanAgreement none = SpanAgreement.NONE.plus(List.of(), List.of());
        assertThat(none.precision()).isEqualTo(1);
        assertThat(none.recall()).isEqualTo(1);
        assertThat(none.f1()).isZero();
    }
}
