package dev.plumbline.eval.report;

import dev.plumbline.eval.abstention.Reliability;
import dev.plumbline.eval.abstention.RiskCoverage;
import java.awt.Color;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.statistics.HistogramDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** Figures as SVG elements. */
final class Charts {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 300;

    private Charts() {}

    static String riskCoverage(RiskCoverage curve) {
        XYSeries series = new XYSeries("risk");
        curve.points().forEach(point -> series.add(point.coverage(), point.risk()));
        return lines("Risk by coverage", "share answered", "share wrong", series);
    }

    static String reliability(Reliability reliability) {
        XYSeries series = new XYSeries("observed");
        reliability.bins().forEach(bin -> series.add(bin.stated(), bin.observed()));
        XYSeries ideal = new XYSeries("as stated");
        ideal.add(0, 0);
        ideal.add(1, 1);
        return lines("Reliability", "stated confidence", "share right", series, ideal);
    }

    static String latency(List<Double> milliseconds) {
        HistogramDataset data = new HistogramDataset();
        double[] values = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
        data.addSeries("latency", values, 20);
        return svg(
                ChartFactory.createHistogram(
                        "Latency",
                        "milliseconds",
                        "answers",
                        data,
                        PlotOrientation.VERTICAL,
                        false,
                        false,
                        false));
    }

    private static String lines(String title, String x, String y, XYSeries... series) {
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
        XYPlot plot = chart.getXYPlot();
        boolean few = series[0].getItemCount() <= 30;
        plot.setRenderer(new XYLineAndShapeRenderer(true, few));
        plot.getDomainAxis().setRange(0, 1.02);
        plot.getRangeAxis().setRange(0, 1.02);
        return svg(chart);
    }

    private static String svg(JFreeChart chart) {
        chart.setBackgroundPaint(Color.WHITE);
        chart.getPlot().setBackgroundPaint(Color.WHITE);
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, HEIGHT);
        chart.draw(graphics, new java.awt.Rectangle(WIDTH, HEIGHT));
        return graphics.getSVGElement();
    }
}
