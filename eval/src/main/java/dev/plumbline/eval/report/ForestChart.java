package dev.plumbline.eval.report;

import dev.plumbline.eval.stats.Interval;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XIntervalSeries;
import org.jfree.data.xy.XIntervalSeriesCollection;

/** Values with their intervals below each other, as an SVG element. */
final class ForestChart {
    private static final int ROW = 24;
    private static final int FRAME = 90;

    private ForestChart() {}

    /** A value by name, in a colour of its own. */
    record Row(String name, double value, Interval interval, Color color) {}

    /**
     * The rows from top to bottom.
     *
     * @param range of the axis
     * @param lines values with a line to compare by, and what they say
     */
    static String of(String title, String axis, List<Row> rows, Interval range, List<Line> lines) {
        XIntervalSeriesCollection data = new XIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(true);
        renderer.setDrawYError(false);
        renderer.setErrorStroke(new BasicStroke(1.6f));
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            XIntervalSeries series = new XIntervalSeries(i + " " + row.name());
            series.add(
                    row.value(),
                    Math.max(row.interval().low(), range.low()),
                    Math.min(row.interval().high(), range.high()),
                    i);
            data.addSeries(series);
            renderer.setSeriesShape(i, new Ellipse2D.Double(-4, -4, 8, 8));
        }
        SymbolAxis names = new SymbolAxis("", rows.stream().map(Row::name).toArray(String[]::new));
        names.setInverted(true);
        names.setGridBandsVisible(false);
        NumberAxis values = new NumberAxis(axis);
        XYPlot plot = new XYPlot(data, values, names, renderer);
        JFreeChart chart = new JFreeChart(title, null, plot, false);
        Charts.style(chart);
        // The theme gives each series a colour of its own.
        for (int i = 0; i < rows.size(); i++) {
            renderer.setSeriesPaint(i, rows.get(i).color());
        }
        values.setRange(range.low(), range.high());
        names.setRange(-.6, rows.size() - .4);
        lines.forEach(line -> plot.addDomainMarker(Charts.marker(line.value(), line.name())));
        return Charts.svg(chart, FRAME + ROW * rows.size());
    }

    /** A line across all rows. */
    record Line(double value, String name) {}
}
