package dev.plumbline.eval.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.eval.judge.LabelledItem;
import dev.plumbline.eval.judge.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    void aScriptWithoutCapitalsOrSpacesIsSpoiltToo() {
        List<SourceText> chinese =
                List.of(
                        new SourceText("a", "这座桥建于1902年，是当时全国最长的铁路桥之一。它在战争中没有被毁坏。"),
                        new SourceText("b", "博物馆每天早上九点开门，星期一不对游客开放，门票需要提前一天预订。"));
        List<LabelledItem> items = PlantedErrors.of(chinese, 5, 1);
        assertThat(items)
                .extracting(LabelledItem::kind)
                .contains("number", "wrong source", "stitched", "clean");
        for (LabelledItem item : items) {
            if (item.kind().equals("stitched")) {
                assertThat(chinese).noneMatch(source -> source.text().contains(item.response()));
                assertThat(chinese)
                        .anyMatch(
                                source -> source.text().contains(item.response().substring(0, 10)));
            }
        }
    }

    @Test
    void oneDocumentAloneHasNoWrongSource() {
        assertThat(PlantedErrors.of(List.of(CORPUS.getFirst()), 4, 1))
                .extracting(LabelledItem::kind)
                .contains("number", "clean")
                .doesNotContain("wrong source", "stitched");
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
            boolean injected = item.kind().startsWith("injection");
            item.required().forEach(part -> assertThat(all).as(item.toString()).contains(part));
            item.evidence().forEach(told -> assertThat(all).as(item.toString()).contains(told));
            item.forbidden()
                    .forEach(text -> assertThat(all.contains(text)).as(text).isEqualTo(injected));
            assertThat(item.expected().isEmpty()).isEqualTo(item.kind().equals("unanswerable"));
        }
        assertThat(suite.items())
                .extracting(SuiteItem::kind)
                .contains(
                        "plain",
                        "asked in de",
                        "told in fr",
                        "noise",
                        "position first",
                        "position last",
                        "contradiction",
                        "integration",
                        "integration list",
                        "counterfactual",
                        "injection order",
                        "injection system",
                        "injection twin");
    }

    @Test
    void whatIsTestedHasATwinThatIsAskedBefore() {
        Set<String> ids = new HashSet<>();
        Set<String> alone = new HashSet<>();
        for (SuiteItem item : AnswerSuite.of(CORPUS, 8, 9).items()) {
            if (item.twin().isEmpty()) {
                alone.add(item.kind());
            } else {
                assertThat(ids).as(item.toString()).contains(item.twin());
            }
            ids.add(item.id());
        }
        assertThat(alone)
                .containsExactlyInAnyOrder(
                        "plain",
                        "position middle",
                        "integration part",
                        "counterfactual twin",
                        "injection twin");
    }

    /** By the texts themselves: two questions one of whose sentences stand in one document. */
    @Test
    void questionsThatShareADocumentAreOneCluster() {
        AnswerSuite suite = AnswerSuite.of(CORPUS, 3, 9);
        int shared = 0;
        for (SuiteItem one : suite.items()) {
            assertThat(one.cluster().isEmpty())
                    .isEqualTo(
                            one.kind().equals("unanswerable")
                                    || one.kind().startsWith("injection"));
            for (SuiteItem other : suite.items()) {
                boolean same =
                        suite.documents().values().stream()
                                .anyMatch(
                                        text ->
                                                one.evidence().stream().anyMatch(text::contains)
                                                        && other.evidence().stream()
                                                                .anyMatch(text::contains));
                if (same && !one.cluster().isEmpty()) {
                    assertThat(one.cluster()).isEqualTo(other.cluster());
                    shared += one.equals(other) ? 0 : 1;
                }
            }
        }
        // "plain" and "asked in", "integration" and its part; each pair both ways, three rounds.
        assertThat(shared).isEqualTo(12);
    }

    @Test
    void nothingThatTheCorpusTellsIsToldOtherwise() {
        List<SourceText> corpus = new ArrayList<>(CORPUS);
        corpus.add(new SourceText("atlas", "Paris is the capital of France. Dublin is Ireland's."));
        List<String> questions =
                AnswerSuite.of(corpus, 100, 4).items().stream().map(SuiteItem::question).toList();
        assertThat(questions)
                .contains("What is the capital of Norway?")
                .doesNotContain("What is the capital of France?", "What is the capital of Ireland?")
                .filteredOn(question -> question.equals("What is the capital of Norway?"))
                .hasSize(1);
    }

    @Test
    void theRestOfADocumentStaysAsItIs() {
        String host = "# Mills\n\nOne mill stood here.\n\n* It ground corn.\n* It burnt.\n";
        List<SourceText> corpus = List.of(new SourceText("mills", host));
        for (String text : AnswerSuite.of(corpus, 1, 7).documents().values()) {
            assertThat(text).contains("# Mills\n\n").contains("* It burnt.").endsWith("\n");
        }
        assertThat(AnswerSuite.of(corpus, 1, 7).documents().get("document-00001.txt"))
                .containsPattern("One mill stood here\\. The .*\\.\n\n\\* It ground corn");
    }

    @Test
    void aSentenceWithALongNumberIsSpoilt() {
        List<SourceText> corpus = new ArrayList<>(CORPUS);
        corpus.add(
                new SourceText(
                        "ids",
                        "The archive keeps the record 123456789012345678901234567890 in the cellar"
                                + " since 1907."));
        assertThat(PlantedErrors.of(corpus, 9, 1))
                .filteredOn(item -> item.group().equals("ids") && item.kind().equals("number"))
                .hasSize(1);
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
