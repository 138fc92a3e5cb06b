package dev.plumbline.eval.report;

import dev.plumbline.eval.abstention.Reliability;
import dev.plumbline.eval.abstention.RiskCoverage;
import dev.plumbline.eval.stats.Interval;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.statistics.HistogramDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** Figures as SVG elements. */
final class Charts {
    static final Color BLUE = new Color(0x2f6fa8);
    static final Color GREY = new Color(0x9a9a9a);
    private static final Color GRID = new Color(0xe4e4e4);
    private static final Color NONE = new Color(0, true);
    private static final int WIDTH = 460;
    private static final int HEIGHT = 300;
    private static final int BARS = 20;

    /** Stretches of a curve, each narrower than two points of the drawing. */
    private static final int STRETCHES = 250;

    private static final int BAR = 24;
    private static final int BAR_FRAME = 108;
    private static final Shape DOT = new Ellipse2D.Double(-3, -3, 6, 6);
    private static final StandardChartTheme THEME = theme();

    private Charts() {}

    private static StandardChartTheme theme() {
        StandardChartTheme theme = new StandardChartTheme("plain");
        theme.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        theme.setLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setRegularFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        theme.setSmallFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
        theme.setChartBackgroundPaint(Color.WHITE);
        theme.setPlotBackgroundPaint(Color.WHITE);
        theme.setDomainGridlinePaint(GRID);
        theme.setRangeGridlinePaint(GRID);
        theme.setXYBarPainter(new StandardXYBarPainter());
        theme.setBarPainter(new StandardBarPainter());
        theme.setShadowVisible(false);
        return theme;
    }

    static String riskCoverage(RiskCoverage curve) {
        XYSeries series = new XYSeries("risk");
        curve.outline(STRETCHES).forEach(point -> series.add(point.coverage(), point.risk()));
        return lines("Risk by coverage", "share answered", "share wrong", series);
    }

    /** Each bin with Wilson's interval: a bin of few answers says little. */
    static String reliability(Reliability reliability) {
        YIntervalSeries observed = new YIntervalSeries("share right, with its 95% interval");
        for (Reliability.Bin bin : reliability.bins()) {
            Interval likely =
                    Interval.wilson95(Math.round(bin.observed() * bin.count()), bin.count());
            observed.add(
                    bin.stated(),
                    bin.observed(),
                    Math.min(likely.low(), bin.observed()),
                    Math.max(likely.high(), bin.observed()));
        }
        XYSeries ideal = new XYSeries("as stated");
        ideal.add(0, 0);
        ideal.add(1, 1);
        JFreeChart chart = xy("Reliability", "stated confidence", "share right", ideal);
        XYPlot plot = chart.getXYPlot();
        plot.getRenderer().setSeriesPaint(0, GREY);
        plot.getRenderer().setSeriesStroke(0, new BasicStroke(1));
        plot.getRenderer().setSeriesVisibleInLegend(0, true);
        YIntervalSeriesCollection bins = new YIntervalSeriesCollection();
        bins.addSeries(observed);
        XYErrorRenderer dots = new XYErrorRenderer();
        dots.setDrawXError(false);
        dots.setDrawYError(true);
        dots.setErrorStroke(new BasicStroke(1.4f));
        dots.setSeriesPaint(0, BLUE);
        dots.setSeriesShape(0, DOT);
        plot.setDataset(1, bins);
        plot.setRenderer(1, dots);
        plot.getDomainAxis().setRange(0, 1.02);
        chart.addLegend(new LegendTitle(plot));
        chart.getLegend().setFrame(BlockBorder.NONE);
        chart.getLegend().setItemFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        return svg(chart, HEIGHT);
    }

    /** Recall by rank from 1, on a logarithmic axis: the first ranks matter most. */
    static String recall(List<Double> shares) {
        XYSeries series = new XYSeries("recall");
        for (int k = 1; k <= shares.size(); k++) {
            series.add(k, shares.get(k - 1));
        }
        JFreeChart chart = xy("Evidence among the first k", "k", "recall", series);
        LogAxis ranks = new LogAxis("k");
        ranks.setBase(2);
        ranks.setTickUnit(new NumberTickUnit(1));
        ranks.setRange(.9, Math.max(2, shares.size()) * 1.1);
        ranks.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
        ranks.setTickLabelFont(chart.getXYPlot().getRangeAxis().getTickLabelFont());
        ranks.setLabelFont(chart.getXYPlot().getRangeAxis().getLabelFont());
        chart.getXYPlot().setDomainAxis(ranks);
        return svg(chart, HEIGHT);
    }

    static String latency(List<Double> milliseconds) {
        Latency latency = Latency.of(milliseconds);
        HistogramDataset data = new HistogramDataset();
        double[] values = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
        data.addSeries("latency", values, BARS);
        JFreeChart chart =
                ChartFactory.createHistogram(
                        String.format(
                                Locale.ROOT,
                                "Latency: median %,.0f, 95%% within %,.0f, 99%% %,.0f ms",
                                latency.p50(),
                                latency.p95(),
                                latency.p99()),
                        "milliseconds",
                        "answers",
                        data,
                        PlotOrientation.VERTICAL,
                        false,
                        false,
                        false);
        THEME.apply(chart);
        XYPlot plot = chart.getXYPlot();
        plot.getRangeAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        XYBarRenderer bars = (XYBarRenderer) plot.getRenderer();
        bars.setSeriesPaint(0, BLUE);
        bars.setMargin(.1);
        plot.addDomainMarker(marker(latency.p50(), ""));
        plot.addDomainMarker(marker(latency.p95(), "95%"));
        return svg(chart, HEIGHT);
    }

    /** Counts by name, as bars. */
    static String bars(String title, Map<String, Integer> counts) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        counts.forEach((name, count) -> data.addValue(count, "questions", name));
        JFreeChart chart =
                ChartFactory.createBarChart(
                        title,
                        "",
                        "questions",
                        data,
                        PlotOrientation.HORIZONTAL,
                        false,
                        false,
                        false);
        THEME.apply(chart);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.getRangeAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        BarRenderer bars = (BarRenderer) plot.getRenderer();
        bars.setSeriesPaint(0, BLUE);
        bars.setMaximumBarWidth(.6);
        return svg(chart, BAR_FRAME + BAR * counts.size());
    }

    private static String lines(String title, String x, String y, XYSeries... series) {
        JFreeChart chart = xy(title, x, y, series);
        chart.getXYPlot().getDomainAxis().setRange(0, 1.02);
        return svg(chart, HEIGHT);
    }

    private static JFreeChart xy(String title, String x, String y, XYSeries... series) {
        XYSeriesCollection data = new XYSeriesCollection();
        for (XYSeries each : series) {
            data.addSeries(each);
        }
        JFreeChart chart =
                ChartFactory.createXYLineChart(
                        title,
                        x,
                        y,
                        data,
                        PlotOrientation.VERTICAL,
                        series.length > 1,
                        false,
                        false);
        THEME.apply(chart);
        XYPlot plot = chart.getXYPlot();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        for (int i = 0; i < series.length; i++) {
            renderer.setSeriesPaint(i, i == 0 ? BLUE : GREY);
            renderer.setSeriesStroke(i, new BasicStroke(i == 0 ? 2 : 1));
            renderer.setSeriesShape(i, DOT);
            renderer.setSeriesShapesVisible(i, i == 0 && series[i].getItemCount() <= 30);
        }
        plot.setRenderer(renderer);
        plot.getRangeAxis().setRange(0, 1.02);
        return chart;
    }

    static ValueMarker marker(double value, String label) {
        ValueMarker marker = new ValueMarker(value, Color.DARK_GRAY, new BasicStroke(1));
        marker.setLabel(label);
        marker.setLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
        marker.setLabelBackgroundColor(NONE);
        marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
        return marker;
    }

    static void style(JFreeChart chart) {
        THEME.apply(chart);
    }

    static String svg(JFreeChart chart, int height) {
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
        chart.draw(graphics, new Rectangle(WIDTH, height));
        // A view box lets a narrow window show all of the chart, smaller.
        return graphics.getSVGElement(null, true, new ViewBox(0, 0, WIDTH, height), null, null);
    }
}
