package dev.plumbline.answers.quoting;

import dev.plumbline.answers.quoting.FitExample.Kind;
import dev.plumbline.answers.quoting.FitExample.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Figures of one kind of collection.
 *
 * @param setting the kind of collection
 * @param questions how many it answers
 * @param apart AUROC of the confidence, answered against questions about other things
 * @param apartAlike the same against questions that sound alike
 * @param answered share answered of those it answers
 * @param refused share refused of those about other things
 * @param document of what is answered: right document first
 * @param bySecond of what is answered: expected answer by the second quote
 * @param inAny the same in any quote
 * @param wordsMedian median number of words quoted
 * @param wordsMean mean number of words quoted
 */
public record FitReport(
        String setting,
        int questions,
        double apart,
        double apartAlike,
        double answered,
        double refused,
        double document,
        double bySecond,
        double inAny,
        double wordsMedian,
        double wordsMean) {

    /** One question with what a profile that had not seen its article made of it. */
    record Row(FitExample example, double confidence, List<Quote> quotes) {}

    static List<FitReport> of(List<Row> rows, double threshold) {
        List<FitReport> reports = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            List<Row> here = rows.stream().filter(r -> r.example().setting() == setting).toList();
            if (here.stream()
                    .anyMatch(
                            r ->
                                    r.example().kind() == Kind.ANSWERED
                                            && r.confidence() >= threshold)) {
                reports.add(of(setting, here, threshold));
            }
        }
        return reports;
    }

    private static FitReport of(Setting setting, List<Row> rows, double threshold) {
        double[] yes = confidences(rows, Kind.ANSWERED);
        double[] elsewhere = confidences(rows, Kind.ELSEWHERE);
        List<Row> answered =
                rows.stream()
                        .filter(
                                r ->
                                        r.example().kind() == Kind.ANSWERED
                                                && r.confidence() >= threshold)
                        .toList();
        double[] words =
                answered.stream()
                        .mapToDouble(
                                r ->
                                        r.quotes().stream()
                                                .mapToInt(q -> q.text().split("\\s+").length)
                                                .sum())
                        .sorted()
                        .toArray();
        return new FitReport(
                setting.name(),
                yes.length,
                auroc(yes, elsewhere),
                auroc(yes, confidences(rows, Kind.ALIKE)),
                (double) answered.size() / yes.length,
                Arrays.stream(elsewhere).filter(c -> c < threshold).count()
                        / (double) elsewhere.length,
                share(
                        answered,
                        r ->
                                r.quotes()
                                        .getFirst()
                                        .documentId()
                                        .equals(r.example().question().article())),
                share(
                        answered,
                        r ->
                                r.quotes().stream()
                                        .limit(2)
                                        .anyMatch(
                                                q ->
                                                        r.example()
                                                                .question()
                                                                .isAnsweredBy(q.text()))),
                share(
                        answered,
                        r ->
                                r.quotes().stream()
                                        .anyMatch(
                                                q ->
                                                        r.example()
                                                                .question()
                                                                .isAnsweredBy(q.text()))),
                words[words.length / 2],
                Arrays.stream(words).average().orElse(0));
    }

    private static double[] confidences(List<Row> rows, Kind kind) {
        return rows.stream()
                .filter(r -> r.example().kind() == kind)
                .mapToDouble(Row::confidence)
                .toArray();
    }

    private static double share(List<Row> rows, Predicate<Row> holds) {
        return rows.stream().filter(holds).count() / (double) rows.size();
    }

    /** The chance that one of the first lies above one of the second; ties count half. */
    private static double auroc(double[] first, double[] second) {
        double sum = 0;
        for (double a : first) {
            for (double b : second) {
                sum += a > b ? 1 : a == b ? .5 : 0;
            }
        }
        return sum / ((double) first.length * second.length);
    }
}
