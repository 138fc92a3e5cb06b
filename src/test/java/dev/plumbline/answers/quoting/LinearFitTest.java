package dev.plumbline.answers.quoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.answers.quoting.LinearFit.Choice;
import dev.plumbline.answers.quoting.LinearFit.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearFitTest {

    private static final long SEED = 11;

    @Test
    void judgingFindsTheOddsThatMadeTheData() {
        Random random = new Random(SEED);
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double x = random.nextGaussian();
            boolean so = random.nextDouble() < LinearModel.probability(2 * x - 1);
            judgements.add(new Judgement(Map.of("x", x), so, 1));
        }
        LinearModel model = new LinearFit(List.of("x"), .001).judging(judgements);
        assertThat(model.score(Map.of("x", 0.0))).as("seed " + SEED).isCloseTo(-1, within(.1));
        assertThat(model.score(Map.of("x", 1.0))).as("seed " + SEED).isCloseTo(1, within(.1));
    }

    @Test
    void choosingFindsTheWeightThatMadeTheChoices() {
        Random random = new Random(SEED);
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            boolean first = random.nextDouble() < LinearModel.probability(1.5 * (a - b));
            choices.add(
                    new Choice(List.of(Map.of("x", a), Map.of("x", b)), List.of(first, !first)));
        }
        LinearModel model = new LinearFit(List.of("x"), .001).choosing(choices);
        assertThat(model.score(Map.of("x", 1.0)) - model.score(Map.of("x", 0.0)))
                .as("seed " + SEED)
                .isCloseTo(1.5, within(.1));
    }
}
