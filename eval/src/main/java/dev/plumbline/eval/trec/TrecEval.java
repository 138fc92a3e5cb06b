package dev.plumbline.eval.trec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs an evaluation as the program trec_eval does: same options, same output, same exit code.
 *
 * <p>What it leaves out: tracing ({@code -D} only narrows the evaluation to one topic) and
 * judgements in the form of preferences or of several judges ({@code -R} takes {@code qrels} only).
 */
public final class TrecEval {
    private static final int CHARACTERS_HELD = 1 << 16;

    private static final String HELP =
            """
            trec [--as 10.0|9.0.8] [-q] [-c] [-n] [-J] [-l N] [-M N] [-N N] [-Z FILE] [-m MEASURE[.PARAMETERS]]... QRELS RUN

            Measures a run against relevance judgements, as trec_eval does.
              -q  each topic too            -n  no summary        -J  judged documents only
              -c  average over all judged topics; those that the run lacks count 0
              -l  lowest level that is relevant (1)
              -M  documents per topic at most         -N  documents in the collection
              -Z  scores as deviations from the means in FILE
              -m  a measure or a group: official (the default), set, all_trec; cutoffs after a point: -m P.5,10
            Measures:""";

    private final TrecVersion version;
    private final OutputStream out;
    private final PrintStream errors;

    /** Writes results to {@code out}, sentences about failures to {@code errors}. */
    public TrecEval(TrecVersion version, OutputStream out, PrintStream errors) {
        this.version = version;
        this.out = out;
        this.errors = errors;
    }

    /** The exit code that trec_eval gives for these arguments. */
    public int run(List<String> arguments, InputStream standardInput) {
        StringBuilder text = new StringBuilder();
        try {
            int code;
            try {
                TrecOptions options = TrecOptions.parse(arguments, version);
                code = perform(options, standardInput, text);
            } catch (TrecFailure failure) {
                errors.println("trec: " + failure.sentence() + ".");
                code = failure.exitCode();
            }
            write(text, 0);
            return code;
        } catch (UncheckedIOException closed) {
            errors.println("trec: the results cannot be written: " + closed.getMessage());
            return 1;
        }
    }

    /** Writes the text once it is longer than so many characters, and empties it. */
    private void write(StringBuilder text, int held) {
        if (text.length() <= held) {
            return;
        }
        try {
            out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed.getMessage(), closed);
        }
        text.setLength(0);
    }

    private int perform(TrecOptions options, InputStream standardInput, StringBuilder text) {
        if (options.versionWanted()) {
            errors.println("trec_eval version " + version.number());
            return 0;
        }
        if (options.helpWanted()) {
            text.append(HELP);
            MeasureCatalogue.of(version)
                    .forEach(measure -> text.append(' ').append(measure.name()));
            text.append('\n');
            return 0;
        }
        if (!options.qrelsFormat().equals("qrels")) {
            throw new TrecFailure(
                    TrecFailure.UNREADABLE,
                    "the format '" + options.qrelsFormat() + "' is not read");
        }
        try (QrelsReader qrels = QrelsReader.open(version, options.qrels())) {
            if (!options.runFormat().equals("trec_results")) {
                throw new TrecFailure(
                        TrecFailure.UNREADABLE,
                        "the format '" + options.runFormat() + "' is not read");
            }
            try (RunReader run = RunReader.open(version, options.run(), standardInput)) {
                evaluate(options, qrels, run, text);
            } catch (IOException unclosed) {
                throw RunReader.unreadable(options.run());
            }
        } catch (IOException unclosed) {
            throw QrelsReader.unreadable(options.qrels());
        }
        return 0;
    }

    private void evaluate(
            TrecOptions options, QrelsReader qrels, RunReader run, StringBuilder text) {
        String zPath = options.zScores();
        ZScores zScores = zPath == null ? null : ZScores.read(zPath);
        List<TrecTable> tables = tables(options, qrels, zScores != null);
        Judging judging = options.judging();
        boolean judgingNeeded = tables.stream().anyMatch(TrecTable::looksAtRanking);
        long topics = 0;
        for (Pairing pairing : pair(options, qrels, run)) {
            String topic = pairing.topic();
            if (!pairing.isInRun() && !pairing.missing()) {
                throw new TrecFailure(
                        TrecFailure.UNSCORABLE, "the run lacks topic '" + topic + "' (see -c)");
            }
            JudgedRanking ranking =
                    judgingNeeded
                            ? judging.judge(
                                    qrels.topic(topic),
                                    pairing.missing() ? TopicRun.missing(topic) : run.topic(topic))
                            : JudgedRanking.EMPTY;
            for (TrecTable table : tables) {
                table.score(ranking, options.collectionSize(), pairing.missing());
            }
            for (TrecTable table : tables) {
                if (zScores != null) {
                    table.convert(zScores, topic);
                }
                table.add();
                if (options.perTopic()) {
                    table.printTopic(text, topic);
                }
            }
            write(text, CHARACTERS_HELD);
            topics++;
        }
        if (topics == 0) {
            throw new TrecFailure(
                    TrecFailure.NO_TOPICS, "no topic has both judgements and results");
        }
        if (options.summary()) {
            for (TrecTable table : tables) {
                table.printSummary(text, Objects.requireNonNullElse(run.id(), ""), topics);
            }
        }
    }

    private List<TrecTable> tables(TrecOptions options, QrelsReader qrels, boolean zScores) {
        TrecTable.Settings settings =
                new TrecTable.Settings(
                        version,
                        options.complete(),
                        zScores,
                        qrels.topics().size(),
                        qrels.relevant());
        List<TrecTable> tables = new ArrayList<>();
        Map<String, Parameters> given = new HashMap<>();
        List<List<String>> names = new ArrayList<>();
        for (Measure measure : options.measures()) {
            String text = options.parametersOf(measure);
            if (text != null && measure.kind() != Parameters.Kind.NONE) {
                given.put(gainsOf(measure), Parameters.parse(measure.kind(), text));
            }
            names.add(measure.names(given.getOrDefault(gainsOf(measure), measure.standard())));
        }
        for (Measure measure : options.measures()) {
            Parameters parameters = given.getOrDefault(gainsOf(measure), measure.standard());
            tables.add(new TrecTable(measure, names.get(tables.size()), parameters, settings));
        }
        return tables;
    }

    /**
     * Three measures share their gains: what one is given holds for all, whatever their names say.
     */
    private static String gainsOf(Measure measure) {
        return switch (measure.name()) {
            case "dcg", "ideal_dcg", "ndcg" -> "ndcg";
            default -> measure.name();
        };
    }

    /** What is judged and retrieved for the topic is read when it is scored. */
    private record Pairing(String topic, boolean isInRun, boolean missing) {}

    /** From 10.0 on the judgements lead, before that the run does. */
    private List<Pairing> pair(TrecOptions options, QrelsReader qrels, RunReader run) {
        List<Pairing> pairs = new ArrayList<>();
        if (version == TrecVersion.V9_0_8) {
            for (String topic : run.topics()) {
                if (qrels.has(topic) && options.wants(topic)) {
                    pairs.add(new Pairing(topic, true, false));
                }
            }
            return pairs;
        }
        for (String topic : qrels.topics()) {
            if (options.wants(topic)) {
                boolean found = run.has(topic);
                pairs.add(new Pairing(topic, found, !found && options.complete()));
            }
        }
        return pairs;
    }
}
