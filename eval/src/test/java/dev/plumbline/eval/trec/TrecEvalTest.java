package dev.plumbline.eval.trec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrecEvalTest {
    private static final String QRELS = "1 0 a 1\n1 0 b 0\n1 0 c 2\n2 0 a 1\n";
    private static final String RUN =
            "1 Q0 a 9 2.0 tag\n1 Q0 c 1 1.0 tag\n1 Q0 x 2 3.0 tag\n2 Q0 a 1 1.0 tag\n";

    @TempDir private Path folder = Path.of("");

    private record Said(int code, String out) {
        /** The figure of a measure for a topic or "all". */
        String figure(String measure, String topic) {
            return out.lines()
                    .map(line -> line.split("\\s+"))
                    .filter(f -> f[0].equals(measure) && f[1].equals(topic))
                    .map(f -> f[2])
                    .findFirst()
                    .orElse("none");
        }
    }

    private Said evaluate(TrecVersion version, String qrels, String run, String... options)
            throws IOException {
        Path judged = Files.writeString(folder.resolve("qrels"), qrels, StandardCharsets.UTF_8);
        Path retrieved = Files.writeString(folder.resolve("run"), run, StandardCharsets.UTF_8);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(judged.toString());
        arguments.add(retrieved.toString());
        return evaluate(version, arguments, InputStream.nullInputStream());
    }

    private static Said evaluate(TrecVersion version, List<String> arguments, InputStream in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(new ByteArrayOutputStream());
        int code = new TrecEval(version, out, errors).run(arguments, in);
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void measuresFollowTheirDefinitions() throws IOException {
        Said said = evaluate(TrecVersion.V10_0, QRELS, RUN, "-q", "-m", "all_trec");
        assertThat(said.code()).isZero();
        // Topic 1 ranks x (not judged), a (level 1), c (level 2).
        assertThat(said.figure("map", "1")).isEqualTo("0.5833");
        assertThat(said.figure("recip_rank", "1")).isEqualTo("0.5000");
        assertThat(said.figure("P_5", "1")).isEqualTo("0.4000");
        assertThat(said.figure("ndcg", "1")).isEqualTo("0.6199");
        assertThat(said.figure("relstring", "1")).isEqualTo("'-12'");
        assertThat(said.figure("unj_5", "1")).isEqualTo("0.2000");
        assertThat(said.figure("num_q", "all")).isEqualTo("2");
        assertThat(said.figure("map", "all")).isEqualTo("0.7917");
    }

    @Test
    void levelBeyondCountingEndsWithTheCodeOfTrecEvalWhereItsMemoryEnds() throws IOException {
        for (String level : List.of("9999999999", "99999999999999999999")) {
            Said said = evaluate(TrecVersion.V10_0, "1 0 a " + level + "\n", "1 Q0 a 1 1 t\n");
            assertThat(said.code()).isEqualTo(4);
        }
        Said counted = evaluate(TrecVersion.V10_0, "1 0 a 1000000\n", "1 Q0 a 1 1 t\n");
        assertThat(counted.figure("num_rel_ret", "all")).isEqualTo("1");
    }

    @Test
    void equalScoresRankByDocumentDescendingAndTheRankColumnIsPassedOver() throws IOException {
        String run = "1 Q0 a 1 1 t\n1 Q0 c 3 1 t\n1 Q0 b 2 1 t\n";
        Said said =
                evaluate(
                        TrecVersion.V10_0, "1 0 a 1\n1 0 b 2\n1 0 c 3\n", run, "-q", "-mrelstring");
        assertThat(said.figure("relstring", "1")).isEqualTo("'321'");
    }

    @Test
    void scoresThatDifferOnlyAsDoublesAreEqualInTheOlderRelease() throws IOException {
        String run = "1 Q0 a 1 16777217 t\n1 Q0 b 2 16777216 t\n";
        String qrels = "1 0 a 1\n1 0 b 0\n";
        assertThat(evaluate(TrecVersion.V10_0, qrels, run, "-m", "recip_rank").out())
                .contains("1.0000");
        assertThat(evaluate(TrecVersion.V9_0_8, qrels, run, "-m", "recip_rank").out())
                .contains("0.5000");
    }

    @Test
    void aJudgedTopicThatTheRunLacksIsAnErrorOrZeroOrPassedOver() throws IOException {
        String run = "1 Q0 a 1 1 t\n";
        assertThat(evaluate(TrecVersion.V10_0, QRELS, run).code()).isEqualTo(4);
        assertThat(evaluate(TrecVersion.V10_0, QRELS, run, "-c").figure("recip_rank", "all"))
                .isEqualTo("0.5000");
        assertThat(evaluate(TrecVersion.V10_0, QRELS, run, "-c", "-q").figure("num_ret", "2"))
                .isEqualTo("0");
        assertThat(evaluate(TrecVersion.V9_0_8, QRELS, run).figure("recip_rank", "all"))
                .isEqualTo("1.0000");
    }

    @Test
    void brokenInputHasTheProgramsExitCodes() throws IOException {
        assertThat(evaluate(TrecVersion.V10_0, QRELS, "").code()).isEqualTo(2);
        assertThat(evaluate(TrecVersion.V10_0, QRELS, "1 Q0 a 1 1\n").code()).isEqualTo(2);
        assertThat(evaluate(TrecVersion.V10_0, "1 0 a\n", RUN).code()).isEqualTo(2);
        assertThat(evaluate(TrecVersion.V10_0, QRELS, RUN + RUN).code()).isEqualTo(4);
        assertThat(evaluate(TrecVersion.V9_0_8, QRELS, "9 Q0 a 1 1 t\n").code()).isEqualTo(7);
        assertThat(evaluate(TrecVersion.V10_0, QRELS, RUN, "-m", "nosuch").code()).isEqualTo(1);
        assertThat(evaluate(TrecVersion.V10_0, QRELS, RUN, "-m", "P.0").code()).isEqualTo(2);
        assertThat(
                        evaluate(TrecVersion.V10_0, List.of("one"), InputStream.nullInputStream())
                                .code())
                .isEqualTo(1);
    }

    @Test
    void lineEndsOfWindowsAndOddWhiteSpaceChangeNothing() throws IOException {
        Said plain = evaluate(TrecVersion.V10_0, QRELS, RUN, "-q", "-m", "all_trec");
        Said odd =
                evaluate(
                        TrecVersion.V10_0,
                        QRELS.replace("\n", "\r\n").replace(" ", "\t"),
                        "\n  " + RUN.replace("\n", " extra\r\n").replace(" ", " \t"),
                        "-q",
                        "-m",
                        "all_trec");
        assertThat(odd).isEqualTo(plain);
    }

    @Test
    void commentsAreLegalFromTenOnOnly() throws IOException {
        String run = "# made by hand\n" + RUN;
        assertThat(evaluate(TrecVersion.V10_0, QRELS, run).code()).isZero();
        assertThat(evaluate(TrecVersion.V9_0_8, "# made by hand, twice\n" + QRELS, RUN).code())
                .isEqualTo(2);
    }

    @Test
    void aRunMayComeFromStandardInput() throws IOException {
        Path qrels = Files.writeString(folder.resolve("qrels"), QRELS);
        InputStream in = new ByteArrayInputStream(RUN.getBytes(StandardCharsets.UTF_8));
        Said said = evaluate(TrecVersion.V10_0, List.of(qrels.toString(), "-"), in);
        assertThat(said.figure("num_ret", "all")).isEqualTo("4");
    }

    @Test
    void numbersPrintAsInC() {
        assertThat(CNumbers.fixed(0.125, 2)).isEqualTo("0.12");
        assertThat(CNumbers.fixed(-0.00001, 4)).isEqualTo("-0.0000");
        assertThat(CNumbers.real("1e2x")).isEqualTo(100);
        assertThat(CNumbers.real("abc")).isZero();
        assertThat(CNumbers.log2(8)).isEqualTo(3);
    }

    /** R = 3, N = 2; r, n, r, u, r, n: 1, 1 - 1/2, 1 - 1/2, over 3. */
    @Test
    void bprefCountsWhatIsJudgedNotRelevantAbove() throws IOException {
        String qrels = "1 0 r1 1\n1 0 r2 1\n1 0 r3 2\n1 0 n1 0\n1 0 n2 0\n";
        StringBuilder run = new StringBuilder();
        int score = 9;
        for (String document : List.of("r1", "n1", "r2", "u", "r3", "n2")) {
            run.append("1 Q0 %s 0 %d t%n".formatted(document, score--));
        }
        Said said = evaluate(TrecVersion.V10_0, qrels, run.toString(), "-m", "bpref");
        assertThat(said.figure("bpref", "all")).isEqualTo("0.6667");
    }

    /** With comments, blank lines and no end to the last line. */
    @Test
    void aLongRunPrintsTheSameInAnyOrderFromAFileAndAPipe() throws IOException {
        Random random = new Random(6);
        StringBuilder qrels = new StringBuilder();
        List<String> run = new ArrayList<>();
        for (int topic = 0; topic < 30; topic++) {
            for (int document = 0; document < 1000; document++) {
                if (random.nextInt(9) == 0) {
                    qrels.append("t%d 0 document-number-%d 1%n".formatted(topic, document));
                }
                run.add(
                        "t%d Q0 document-number-%d 0 %d a-name"
                                .formatted(topic, document, random.nextInt(99)));
            }
        }
        Said sorted = evaluate(TrecVersion.V10_0, qrels.toString(), String.join("\n", run), "-q");
        assertThat(sorted.figure("num_ret", "t29")).isEqualTo("1000");
        assertThat(sorted.figure("num_ret", "all")).isEqualTo("30000");
        Collections.shuffle(run, random);
        run.add(100, "# a comment\n\n");
        String shuffled = String.join("\n", run);
        Said any = evaluate(TrecVersion.V10_0, qrels.toString(), shuffled, "-q");
        assertThat(any).isEqualTo(sorted);
        List<String> piped = List.of("-q", folder.resolve("qrels").toString(), "-");
        InputStream in = new ByteArrayInputStream(shuffled.getBytes(StandardCharsets.UTF_8));
        assertThat(evaluate(TrecVersion.V10_0, piped, in)).isEqualTo(sorted);
    }

    @Test
    void theRunIsNamedByItsLastLineWhateverItsTopic() throws IOException {
        String run =
                "2 Q0 a 1 1.0 first\n1 Q0 a 1 1.0 second\n2 Q0 c 2 .5 third\n1 Q0 c 2 .5 last\n";
        assertThat(evaluate(TrecVersion.V10_0, QRELS, run).figure("runid", "all"))
                .isEqualTo("last");
        assertThat(evaluate(TrecVersion.V9_0_8, QRELS, run).figure("runid", "all"))
                .isEqualTo("last");
    }

    @Test
    void aLongLineIsReadAndAMalformedOneIsTold() throws IOException {
        String name = "n".repeat(1 << 20);
        Said said = evaluate(TrecVersion.V10_0, "1 0 a 1\n", "1 Q0 a 1 1.0 " + name + "\n");
        assertThat(said.figure("runid", "all")).hasSize(name.length());
        assertThat(evaluate(TrecVersion.V10_0, "1 0 a 1\n", "1 Q0 a 1 1.0\n").code()).isNotZero();
    }
}
