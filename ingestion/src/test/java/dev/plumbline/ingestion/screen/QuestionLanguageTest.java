package dev.plumbline.ingestion.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions as people ask them: short, and full of names that tell no language. */
class QuestionLanguageTest {
    private static final LanguageDetector DETECTOR = new LanguageDetector();
    private static final List<String> FIVE = List.of("en", "de", "fr", "es", "zh");

    private static final Map<String, String> QUESTIONS =
            Map.of(
                    "en",
                    """
                    Who invented the zorbax valve?
                    When did Ada Quill die?
                    How many litres does it hold?
                    What is the capital of Normandy?
                    Where is Warsaw's zoo?
                    And in 2019?
                    Is it open on Sundays?
                    Which company owns Doctor Who?
                    Why do plants need magnesium?
                    what does PCR stand for
                    Who was Luther?
                    How tall is the Eiffel Tower?
                    """,
                    "de",
                    """
                    Wer erfand das Zorbax-Ventil?
                    Wann starb Ada Quill?
                    Wie viele Liter fasst er?
                    Was ist die Hauptstadt der Normandie?
                    Wo liegt der Warschauer Zoo?
                    Und im Jahr 2019?
                    Ist sonntags geöffnet?
                    Welche Firma besitzt Doctor Who?
                    Warum brauchen Pflanzen Magnesium?
                    wofür steht PCR
                    Wer war Luther?
                    Wie hoch ist der Eiffelturm?
                    """,
                    "fr",
                    """
                    Qui a inventé la vanne Zorbax ?
                    Quand Ada Quill est-elle morte ?
                    Combien de litres contient-il ?
                    Quelle est la capitale de la Normandie ?
                    Où se trouve le zoo de Varsovie ?
                    Et en 2019 ?
                    Est-ce ouvert le dimanche ?
                    Quelle société possède Doctor Who ?
                    Pourquoi les plantes ont-elles besoin de magnésium ?
                    que signifie PCR
                    Qui était Luther ?
                    Quelle est la hauteur de la tour Eiffel ?
                    """,
                    "es",
                    """
                    ¿Quién inventó la válvula Zorbax?
                    ¿Cuándo murió Ada Quill?
                    ¿Cuántos litros caben?
                    ¿Cuál es la capital de Normandía?
                    ¿Dónde está el zoológico de Varsovia?
                    ¿Y en 2019?
                    ¿Está abierto los domingos?
                    ¿Qué empresa posee Doctor Who?
                    ¿Por qué necesitan magnesio las plantas?
                    qué significa PCR
                    ¿Quién fue Lutero?
                    ¿Cuánto mide la torre Eiffel?
                    """,
                    "zh",
                    """
                    谁发明了阀门？
                    艾达什么时候去世？
                    它能装多少升？
                    诺曼底的首都是哪里？
                    华沙动物园在哪里？
                    2019年呢？
                    周日开门吗？
                    哪家公司拥有Doctor Who？
                    植物为什么需要镁？
                    PCR是什么意思
                    路德是谁？
                    埃菲尔铁塔有多高？
                    """);

    static Stream<Arguments> questions() {
        return QUESTIONS.entrySet().stream()
                .flatMap(e -> e.getValue().lines().map(q -> Arguments.of(e.getKey(), q)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void questionTellsItsLanguageAmongFive(String language, String question) {
        LanguageGuess guess = DETECTOR.question(question, FIVE);

        assertThat(guess.language())
                .as("%s (%.2f)", question, guess.confidence())
                .isEqualTo(language);
        assertThat(guess.confidence()).isBetween(0.3, 1.0);
    }

    @Test
    void mostQuestionsTellItAmongAllLanguagesToo() {
        long right =
                QUESTIONS.entrySet().stream()
                        .flatMapToInt(
                                e ->
                                        e.getValue()
                                                .lines()
                                                .map(q -> DETECTOR.question(q, List.of()))
                                                .mapToInt(
                                                        g ->
                                                                g.language().equals(e.getKey())
                                                                        ? 1
                                                                        : 0))
                        .sum();

        assertThat(right).isGreaterThanOrEqualTo(54); // of 60
    }

    @Test
    void confidenceTellsClearFromUnclear() {
        assertThat(DETECTOR.question("Wann und wo wurde er geboren?", FIVE).confidence())
                .isGreaterThan(0.95);
        assertThat(DETECTOR.question("PCR 2019?", List.of("en", "de")).confidence())
                .isLessThan(0.95);
        assertThat(DETECTOR.question("2019?", FIVE))
                .isEqualTo(new LanguageGuess(LanguageDetector.UNDETERMINED, 0));
    }

    @Test
    void oneLanguageLeavesNoDoubt() {
        LanguageGuess guess = DETECTOR.question("Wer war Luther?", List.of("en"));

        assertThat(guess.language()).isEqualTo("en");
        assertThat(guess.confidence()).isCloseTo(1, within(1e-9));
    }

    @Test
    void languagesThatAreNotKnownAreLeftAside() {
        assertThat(DETECTOR.question("Wer war Luther?", Arrays.asList("und", "xx")).language())
                .isEqualTo("de");
    }

    @Test
    void titlesTellTheirLanguage() {
        assertThat(DETECTOR.language("Annual report of the board of directors")).isEqualTo("en");
        assertThat(DETECTOR.language("Bericht über die Lage der Gesellschaft")).isEqualTo("de");
        assertThat(DETECTOR.language("Rapport annuel sur les comptes de la société"))
                .isEqualTo("fr");
        assertThat(DETECTOR.language("Informe sobre el estado de la empresa")).isEqualTo("es");
        assertThat(DETECTOR.language("年度报告")).isEqualTo("zh");
        assertThat(DETECTOR.language("XJ-9 4711")).isEqualTo(LanguageDetector.UNDETERMINED);
    }
}
