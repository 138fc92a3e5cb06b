package dev.plumbline.eval.abstention;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The share of wrong answers among those given, as ever less confident ones are let through.
 * Questions of equal confidence are let through together, so that a constant gains nothing.
 *
 * @param points by coverage, ascending
 */
public record RiskCoverage(List<Point> points) {
    /** Share of questions answered, and share of those answered wrongly. */
    public record Point(double coverage, double risk) {}

    /** Copies the points. */
    public RiskCoverage {
        points = List.copyOf(points);
    }

    /**
     * The curve over all attempts that can be rated, refused or not: a refusal is one more
     * confidence.
     */
    public static RiskCoverage of(List<Attempt> attempts) {
        List<Attempt.Rated> sorted = Attempt.Rated.of(attempts);
        sorted.sort(Comparator.comparingDouble(Attempt.Rated::confidence).reversed());
        List<Point> points = new ArrayList<>();
        int wrong = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Attempt.Rated attempt = sorted.get(i);
            wrong += attempt.right() ? 0 : 1;
            boolean last =
                    i + 1 == sorted.size() || sorted.get(i + 1).confidence() < attempt.confidence();
            if (last) {
                points.add(new Point((i + 1.0) / sorted.size(), (double) wrong / (i + 1)));
            }
        }
        return new RiskCoverage(points);
    }

    /**
     * The mean risk over coverages from 0 to 1 (AURC), the risk between two points being that of
     * the higher coverage; 0 is perfect, a constant confidence gives the share of wrong answers.
     */
    public double area() {
        double area = 0;
        double before = 0;
        for (Point point : points) {
            area += (point.coverage() - before) * point.risk();
            before = point.coverage();
        }
        return area;
    }

    /**
     * The points that a drawing needs: of each of so many equal stretches of coverage the lowest
     * and the highest risk, and the last of all.
     */
    public List<Point> outline(int stretches) {
        List<Point> kept = new ArrayList<>();
        int from = 0;
        while (from < points.size()) {
            int to = from + 1;
            while (to < points.size()
                    && stretch(points.get(to), stretches) == stretch(points.get(from), stretches)) {
                to++;
            }
            extremes(points.subList(from, to), kept);
            from = to;
        }
        if (!kept.isEmpty() && !kept.getLast().equals(points.getLast())) {
            kept.add(points.getLast());
        }
        return kept;
    }

    private static int stretch(Point point, int stretches) {
        return Math.min(stretches - 1, (int) (point.coverage() * stretches));
    }

    private static void extremes(List<Point> stretch, List<Point> kept) {
        Point low = Collections.min(stretch, Comparator.comparingDouble(Point::risk));
        Point high = Collections.max(stretch, Comparator.comparingDouble(Point::risk));
        kept.add(low.coverage() <= high.coverage() ? low : high);
        if (!low.equals(high)) {
            kept.add(low.coverage() <= high.coverage() ? high : low);
        }
    }
}
