package dev.plumbline.ingestion.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {
    private static final LanguageDetector DETECTOR = new LanguageDetector();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    en; The committee met on Thursday and agreed that the road should be closed.
                    de; Der Ausschuss hat am Donnerstag beschlossen, dass die Straße gesperrt wird.
                    fr; Le comité a décidé jeudi que la route devait être fermée pour les travaux.
                    es; El comité decidió el jueves que la carretera debía cerrarse por las obras.
                    ru; Комитет решил в четверг, что дорога должна быть закрыта на время работ.
                    zh; 委员会星期四决定，道路在施工期间应当关闭。
                    ja; 委員会は木曜日に、工事の間は道路を閉鎖することを決めました。
                    und; 12 345 - 678
                    und; ''
                    """)
    void sentencesTellTheirLanguage(String language, String text) {
        assertThat(DETECTOR.language(text)).isEqualTo(language);
    }
}
