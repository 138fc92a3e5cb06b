package dev.plumbline.eval.trec;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a command line of trec_eval asks for. */
final class TrecOptions {
    private static final Map<String, Character> LONG_NAMES =
            Map.ofEntries(
                    Map.entry("help", 'h'),
                    Map.entry("version", 'v'),
                    Map.entry("query_eval_wanted", 'q'),
                    Map.entry("measure", 'm'),
                    Map.entry("complete_rel_info_wanted", 'c'),
                    Map.entry("level_for_rel", 'l'),
                    Map.entry("nosummary", 'n'),
                    Map.entry("Debug_level", 'D'),
                    Map.entry("Judged_docs_only", 'J'),
                    Map.entry("Number_docs_in_coll", 'N'),
                    Map.entry("Max_retrieved_per_topic", 'M'),
                    Map.entry("Rel_info_format", 'R'),
                    Map.entry("Results_format", 'T'),
                    Map.entry("Output_old_results_format", 'o'),
                    Map.entry("Zscore", 'Z'));

    private final TrecVersion version;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Set<Measure> measures = new LinkedHashSet<>();
    private boolean help;
    private boolean versionWanted;
    private boolean perTopic;
    private boolean complete;
    private boolean summary = true;
    private boolean judgedOnly;
    private long relevanceLevel = 1;
    private long collectionSize;
    private long documentsMax = Long.MAX_VALUE;
    private String qrelsFormat = "qrels";
    private String runFormat = "trec_results";
    private @Nullable String zScores;
    private @Nullable String onlyTopic;
    private List<String> files = List.of();

    private TrecOptions(TrecVersion version) {
        this.version = version;
    }

    static TrecOptions parse(List<String> arguments, TrecVersion version) {
        TrecOptions options = new TrecOptions(version);
        options.files =
                new OptionScanner("mlDNMRTZ", "hvqcnJo", LONG_NAMES)
                        .scan(arguments, options::option);
        if (options.measures.isEmpty()) {
            options.mark("official");
        }
        if (!options.help && !options.versionWanted && options.files.size() != 2) {
            throw new TrecFailure(TrecFailure.USAGE, "two files are needed: the qrels and the run");
        }
        return options;
    }

    private void option(char letter, String value) {
        if (versionWanted) {
            return;
        }
        switch (letter) {
            case 'h' -> help = true;
            case 'v' -> versionWanted = true;
            case 'q' -> perTopic = true;
            case 'c' -> complete = true;
            case 'n' -> summary = false;
            case 'J' -> judgedOnly = true;
            case 'm' -> mark(value);
            case 'l' -> relevanceLevel = CNumbers.whole(value);
            case 'N' -> collectionSize = CNumbers.whole(value);
            case 'M' -> documentsMax = CNumbers.whole(value);
            case 'R' -> qrelsFormat = value;
            case 'T' -> runFormat = value;
            case 'Z' -> zScores = value;
            case 'D' -> onlyTopic = value.contains(".") ? after(value) : onlyTopic;
            default -> {
                // -o asked for an output format that is no more; it has no effect.
            }
        }
    }

    private static String after(String value) {
        return value.substring(value.indexOf('.') + 1);
    }

    private void mark(String text) {
        int point = text.indexOf('.');
        String name = point < 0 ? text : text.substring(0, point);
        List<Measure> named =
                MeasureCatalogue.named(name, version)
                        .orElseThrow(() -> unknown("there is no measure '" + name + "'"));
        if (point >= 0) {
            String given = after(text);
            if (given.isEmpty()) {
                throw unknown("parameters are missing in '" + text + "'");
            }
            parameters.putIfAbsent(name, given);
        }
        measures.addAll(named);
    }

    private static TrecFailure unknown(String sentence) {
        return new TrecFailure(TrecFailure.USAGE, sentence);
    }

    boolean helpWanted() {
        return help && !versionWanted;
    }

    boolean versionWanted() {
        return versionWanted;
    }

    boolean perTopic() {
        return perTopic;
    }

    boolean complete() {
        return complete;
    }

    boolean summary() {
        return summary;
    }

    Judging judging() {
        return new Judging(relevanceLevel, documentsMax, judgedOnly);
    }

    long collectionSize() {
        return collectionSize;
    }

    @Nullable String zScores() {
        return zScores;
    }

    boolean wants(String topic) {
        return onlyTopic == null || onlyTopic.equals(topic);
    }

    String qrelsFormat() {
        return qrelsFormat;
    }

    String runFormat() {
        return runFormat;
    }

    String qrels() {
        return files.get(0);
    }

    String run() {
        return files.get(1);
    }

    /** The measures asked for in the order in which they print. */
    List<Measure> measures() {
        return MeasureCatalogue.of(version).stream().filter(measures::contains).toList();
    }

    @Nullable String parametersOf(Measure measure) {
        return parameters.get(measure.name());
    }
}
