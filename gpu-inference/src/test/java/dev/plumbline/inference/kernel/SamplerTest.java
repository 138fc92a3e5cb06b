package dev.plumbline.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each step of a draw by the tokens that come out of it, on distributions known beforehand. */
class SamplerTest {
    private static final int DRAWS = 20_000;

    /** Token ids of falling probability are 3, 0, 4, 1, 2. */
    private static final double[] SHARES = {.3, .1, .05, .4, .15};

    @Test
    void withoutLimitsTokensComeAsOftenAsTheirProbabilitySays() {
        assertThat(shares(1, 0, 1, 0)).hasSize(5);
        shares(1, 0, 1, 0)
                .forEach((token, share) -> assertThat(share).isCloseTo(SHARES[token], within(.02)));
    }

    @Test
    void temperatureIsAnExponentOfProbabilities() {
        double sum = 0;
        for (double share : SHARES) {
            sum += Math.sqrt(share);
        }
        double all = sum;
        shares(2, 0, 1, 0)
                .forEach(
                        (token, share) ->
                                assertThat(share)
                                        .isCloseTo(Math.sqrt(SHARES[token]) / all, within(.02)));
    }

    @Test
    void topKKeepsTheMostProbable() {
        Map<Integer, Double> drawn = shares(1, 2, 1, 0);

        assertThat(drawn).containsOnlyKeys(0, 3);
        assertThat(drawn.get(3)).isCloseTo(4 / 7.0, within(.02));
    }

    @Test
    void topPKeepsTheFewestThatSumToIt() {
        assertThat(shares(1, 0, .65f, 0)).containsOnlyKeys(0, 3);
        assertThat(shares(1, 0, .75f, 0)).containsOnlyKeys(0, 3, 4);
        assertThat(shares(1, 0, .01f, 0)).containsOnlyKeys(3);
    }

    @Test
    void topPIsReachedByASumThatEqualsIt() {
        float[] two = {1, 1, -1000};
        for (int draw = 0; draw < 100; draw++) {
            assertThat(drawn(two, rule(1, 0, .5f, 0, draw)).token()).isZero();
        }
    }

    @Test
    void topPIsAShareOfWhatTopKLeft() {
        assertThat(shares(1, 3, .8f, 0)).containsOnlyKeys(0, 3);
    }

    @Test
    void minPIsAShareOfTheBest() {
        assertThat(shares(1, 0, 1, .5f)).containsOnlyKeys(0, 3);
        assertThat(shares(1, 0, 1, .3f)).containsOnlyKeys(0, 3, 4);
    }

    @Test
    void seedAndIndexDecideADraw() {
        float[] logits = logits();
        int other = 0;
        for (int draw = 0; draw < 100; draw++) {
            Sampling rule = rule(1, 0, 1, 0, draw);
            Sampling seeded =
                    new Sampling(1, 0, 1, 0, Sampling.Penalties.NONE, Map.of(), 8, draw, -1);
            assertThat(drawn(logits, rule).token()).isEqualTo(drawn(logits, rule).token());
            other += drawn(logits, rule).token() == drawn(logits, seeded).token() ? 0 : 1;
        }
        assertThat(other).isGreaterThan(30);
    }

    @Test
    void repetitionDividesPositiveLogitsAndMultipliesNegativeOnes() {
        assertThat(penalised(new float[] {2, 1.5f}, 2, 0, 0, 1)).isEqualTo(1);
        assertThat(penalised(new float[] {-1, -1.5f}, 2, 0, 0, 1)).isEqualTo(1);
        assertThat(penalised(new float[] {2, 1.5f}, 1.2f, 0, 0, 1)).isEqualTo(0);
    }

    @Test
    void frequencyCountsAndPresenceDoesNot() {
        assertThat(penalised(new float[] {2, 1.5f}, 1, .3f, 0, 1)).isEqualTo(0);
        assertThat(penalised(new float[] {2, 1.5f}, 1, .3f, 0, 2)).isEqualTo(1);
        assertThat(penalised(new float[] {2, 1.5f}, 1, 0, .4f, 3)).isEqualTo(0);
        assertThat(penalised(new float[] {2, 1.5f}, 1, 0, .6f, 1)).isEqualTo(1);
    }

    @Test
    void biasIsAddedAndLeavesLogProbabilitiesAlone() {
        Sampled raised = biased(Map.of(0, 1.5f));

        assertThat(raised.token()).isZero();
        assertThat((double) raised.logProbability()).isCloseTo(-Math.log(1 + Math.E), within(1e-6));
        assertThat(biased(Map.of(0, .5f)).token()).isEqualTo(1);
        assertThat(biased(Map.of(1, -1.5f)).token()).isZero();
    }

    private static Sampled biased(Map<Integer, Float> bias) {
        return drawn(
                new float[] {1, 2},
                new Sampling(0, 0, 1, 0, Sampling.Penalties.NONE, bias, 7, 0, 0));
    }

    /** The token that is greedily taken when the first was seen so often. */
    private static int penalised(
            float[] logits, float repetition, float frequency, float presence, int seen) {
        Sampling.Penalties penalties =
                new Sampling.Penalties(repetition, frequency, presence, Map.of(0, seen));
        return drawn(logits, new Sampling(0, 0, 1, 0, penalties, Map.of(), 7, 0, -1)).token();
    }

    private static Map<Integer, Double> shares(
            float temperature, int topK, float topP, float minP) {
        Map<Integer, Double> shares = new TreeMap<>();
        float[] logits = logits();
        for (int draw = 0; draw < DRAWS; draw++) {
            int token = drawn(logits, rule(temperature, topK, topP, minP, draw)).token();
            shares.merge(token, 1.0 / DRAWS, Double::sum);
        }
        return shares;
    }

    private static float[] logits() {
        float[] logits = new float[SHARES.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(SHARES[i]) + 2;
        }
        return logits;
    }

    private static Sampling rule(float temperature, int topK, float topP, float minP, int draw) {
        return new Sampling(
                temperature, topK, topP, minP, Sampling.Penalties.NONE, Map.of(), 7, draw, -1);
    }

    private static Sampled drawn(float[] logits, Sampling rule) {
        return new Sampler(rule).draw(logits, 0, logits.length);
    }
}
