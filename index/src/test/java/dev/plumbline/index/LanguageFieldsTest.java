package dev.plumbline.index;

import static dev.plumbline.index.Entries.document;
import static dev.plumbline.index.Entries.documents;
import static dev.plumbline.index.Entries.everything;
import static dev.plumbline.index.Entries.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text is found by other forms of its words, as its language makes them, and as it stands. */
final class LanguageFieldsTest {
    @TempDir Path temp;

    @ParameterizedTest
    @CsvSource({
        "en, The engines were running all night, engine runs",
        "de, Die Häuser stehen am Ufer, haus",
        "fr, Les chevaux mangent, cheval",
        "es, Las canciones antiguas, canción",
        "ru, Старые книги лежат на полке, книга",
        "zh, 南京市长江大桥于一九六八年建成, 大桥",
        "ja, 東京の図書館で本を読みました, 読む",
    })
    void formOfTheLanguageIsFound(String language, String text, String query) {
        try (var index = open("a", language, text)) {
            assertThat(documents(index.search(SearchRequest.words(everything(), query, 5))))
                    .containsExactly("a");
        }
    }

    @Test
    void rulesOfAnotherLanguageAreNotApplied() {
        try (var index = open("a", "de", "Die Häuser stehen am Ufer")) {
            index.apply(
                    List.of(publish(2, document("b", "en", "", 0, Map.of(), "A Häuser museum"))));
            // Both have the word as it stands; only the German one has the form.
            assertThat(documents(index.search(SearchRequest.words(everything(), "Häuser", 5))))
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(documents(index.search(SearchRequest.words(everything(), "haus", 5))))
                    .containsExactly("a");
        }
    }

    @Test
    void wrongGuessOfALanguageLosesNoWord() {
        try (var index = open("a", "fr", "Engines of the mill")) {
            assertThat(documents(index.search(SearchRequest.words(everything(), "engines", 5))))
                    .containsExactly("a");
        }
    }

    private TenantIndex open(String id, String language, String text) {
        var index = TenantIndex.open(temp, IndexSettings.forDimension(2));
        index.apply(List.of(publish(1, document(id, language, "", 0, Map.of(), text))));
        return index;
    }
}
