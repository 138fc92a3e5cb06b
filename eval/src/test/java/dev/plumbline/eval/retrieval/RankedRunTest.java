package dev.plumbline.eval.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.JudgedQuestion;
import dev.plumbline.eval.data.Qrels;
import dev.plumbline.eval.trec.TrecEval;
import dev.plumbline.eval.trec.TrecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankedRunTest {
    @TempDir private Path folder = Path.of("");

    private RankedRun run(String text) throws IOException {
        return RankedRun.open(Files.writeString(folder.resolve("a.run"), text));
    }

    @Test
    void aQuestionsLinesAreFoundWhereverTheyStand() throws IOException {
        try (RankedRun run =
                run(
                        "q1 Q0 a 1 .5 t\r\nq2\tQ0\tb\t1\t7\tt\n\nq1 Q0 \u00e4 2 -1e-3 t\nq10 Q0 c 1 1 t")) {
            assertThat(run.questions()).containsExactlyInAnyOrder("q1", "q2", "q10");
            assertThat(run.of("q1"))
                    .containsExactly(
                            new RankedDocument("a", .5), new RankedDocument("\u00e4", -.001));
            assertThat(run.of("q2")).containsExactly(new RankedDocument("b", 7));
            assertThat(run.of("q10")).containsExactly(new RankedDocument("c", 1));
            assertThat(run.of("q3")).isEmpty();
        }
    }

    @Test
    void whatIsNoRunIsToldWithItsLine() throws IOException {
        for (String bad : List.of("q1 Q0 a 1 .5", "q1 Q0 a 1 high t", "q1 Q0 a 1 NaN t")) {
            assertThatThrownBy(() -> run("q1 Q0 b 1 1 t\n" + bad + "\n"))
                    .isInstanceOf(EvalException.class)
                    .hasMessageContaining("line 2");
        }
        assertThatThrownBy(() -> run("\n")).hasMessageContaining("no ranked documents");
        assertThatThrownBy(() -> RankedRun.open(folder.resolve("absent")))
                .hasMessageContaining("There is no file");
        try (RankedRun twice = run("q1 Q0 b 1 1 t\nq1 Q0 b 2 .5 t\n")) {
            assertThatThrownBy(() -> twice.of("q1")).hasMessageContaining("'b' twice");
        }
    }

    /** Two thirds of the topics run, some documents not judged, scores often equal. */
    @Test
    void theFiguresAreThoseOfTrecEval() throws IOException {
        Random random = new Random(8);
        List<String> ranked = new ArrayList<>();
        StringBuilder judged = new StringBuilder();
        for (int q = 0; q < 30; q++) {
            for (int d = 0; d < 40; d++) {
                if (random.nextInt(3) == 0) {
                    judged.append("q%d 0 d%d %d%n".formatted(q, d, random.nextInt(3)));
                }
                if (q % 3 > 0) {
                    ranked.add("q%d Q0 d%d 0 %d tag".formatted(q, d, random.nextInt(9)));
                }
            }
        }
        Collections.shuffle(ranked, random);
        Path qrels = Files.writeString(folder.resolve("qrels"), judged);
        List<JudgedQuestion> questions = Qrels.questions(qrels);
        Map<String, Number> figures;
        try (RankedRun run = run(String.join("\n", ranked))) {
            figures =
                    RetrievalEvaluation.run(run, questions, 1000, scored -> {}, done -> {})
                            .figures();
        }
        for (String line : trecEval(qrels).lines().toList()) {
            String[] fields = line.split("\\s+");
            Number own = figures.get(fields[0]);
            if (own != null) {
                assertThat(String.format(Locale.ROOT, "%.4f", own.doubleValue()))
                        .as(line)
                        .isEqualTo(
                                String.format(Locale.ROOT, "%.4f", Double.parseDouble(fields[2])));
            }
        }
        assertThat(figures).containsKeys("map", "bpref", "ndcg_cut_10");
    }

    private String trecEval(Path qrels) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int code =
                new TrecEval(TrecVersion.V10_0, printed, new PrintStream(printed))
                        .run(
                                List.of(
                                        "-c",
                                        "-m",
                                        "all_trec",
                                        qrels.toString(),
                                        folder.resolve("a.run").toString()),
                                InputStream.nullInputStream());
        assertThat(code).isZero();
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void judgementsComeInTwoForms() throws IOException {
        Path beir = Files.writeString(folder.resolve("b"), "query-id\tcorpus-id\tscore\nq\td\t2\n");
        Path trec = Files.writeString(folder.resolve("t"), "q 0 d 2\r\n");
        assertThat(Qrels.questions(beir))
                .isEqualTo(Qrels.questions(trec))
                .containsExactly(new JudgedQuestion("q", "", Map.of("d", 2)));
        Path bad = Files.writeString(folder.resolve("c"), "q 0 d 2\nq d\n");
        assertThatThrownBy(() -> Qrels.questions(bad)).hasMessageContaining("line 2");
        Path none = Files.writeString(folder.resolve("n"), "");
        assertThatThrownBy(() -> Qrels.questions(none)).hasMessageContaining("no judgements");
    }
}
