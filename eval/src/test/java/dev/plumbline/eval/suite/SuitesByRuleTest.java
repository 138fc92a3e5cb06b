package dev.plumbline.eval.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.eval.judge.LabelledItem;
import dev.plumbline.eval.judge.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitesByRuleTest {

    private static final List<SourceText> CORPUS =
            List.of(
                    new SourceText(
                            "mills",
                            "In 1871, the Harrow Mill was built by Quill and ground 4,500 tonnes of grain. "
                                    + "The mill was open for 14 months, and it had three wheels on the Trent."),
                    new SourceText(
                            "bridges",
                            "The long bridge over the river Trent was opened by Lord Hartwell in 1832. "
                                    + "It is 120 metres long, and it has carried 30 percent of the traffic."));

    @Test
    void theSameSeedMakesTheSameSuiteAndAnotherAnother() {
        assertThat(PlantedErrors.of(CORPUS, 4, 1)).isEqualTo(PlantedErrors.of(CORPUS, 4, 1));
        assertThat(PlantedErrors.of(CORPUS, 4, 1)).isNotEqualTo(PlantedErrors.of(CORPUS, 4, 2));
        assertThat(AnswerSuite.of(CORPUS, 2, 1)).isEqualTo(AnswerSuite.of(CORPUS, 2, 1));
    }

    @Test
    void aSpanMarksWhatWasSpoiltAndNothingElse() {
        Set<String> kinds = new HashSet<>();
        for (LabelledItem item : PlantedErrors.of(CORPUS, 4, 5)) {
            if (List.of("number", "name", "unit").contains(item.kind())) {
                kinds.add(item.kind());
                Span span = item.spans().getFirst();
                String text = item.response();
                int start = text.offsetByCodePoints(0, span.start());
                int end = text.offsetByCodePoints(0, span.end());
                assertThat(item.evidence().getFirst()).doesNotContain(text);
                assertThat(text.substring(start, end)).doesNotContain(" ").isNotEmpty();
                assertThat(item.evidence().getFirst())
                        .as("the rest of %s is the evidence's", text)
                        .containsPattern(
                                Pattern.quote(text.substring(0, start))
                                        + "\\S+"
                                        + Pattern.quote(text.substring(end)));
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder("number", "name", "unit");
    }

    @Test
    void rewordedSentencesSayTheSame() {
        assertThat(Rewording.of("In 1902, The mill was sold for 1,200 pounds."))
                .contains("The mill was sold for 1200 pounds in 1902.");
        assertThat(Rewording.of("About 40 percent of three roofs fell."))
                .contains("About 40% of 3 roofs fell.");
        assertThat(Rewording.of("Nothing fits.")).isEmpty();
    }

    @Test
    void everyFactIsInSomeDocumentAndNoUnanswerableOneIs() {
        AnswerSuite suite = AnswerSuite.of(CORPUS, 3, 9);
        String all = String.join("\n", suite.documents().values());
        for (SuiteItem item : suite.items()) {
            item.expected().forEach(answer -> assertThat(all).as(item.toString()).contains(answer));
            item.forbidden().forEach(canary -> assertThat(all).contains(canary));
            assertThat(item.expected().isEmpty()).isEqualTo(item.kind().equals("unanswerable"));
        }
        assertThat(suite.items())
                .extracting(SuiteItem::kind)
                .contains(
                        "plain",
                        "language",
                        "noise",
                        "position first",
                        "position last",
                        "contradiction",
                        "integration",
                        "counterfactual",
                        "injection",
                        "injection twin");
    }

    @Test
    void aWrittenSuiteHasItsDocumentsQuestionsAndDescription(@TempDir Path folder)
            throws IOException {
        AnswerSuite suite = AnswerSuite.of(CORPUS, 1, 3);
        suite.write(folder);
        try (var files = Files.list(folder.resolve("documents"))) {
            assertThat(files).hasSize(suite.documents().size());
        }
        assertThat(Files.readAllLines(folder.resolve("questions.jsonl")))
                .hasSize(suite.items().size());
        assertThat(folder.resolve("suite.yaml")).content().contains("questions.jsonl");
    }
}
