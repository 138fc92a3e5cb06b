package dev.plumbline.eval.report;

import dev.plumbline.eval.stats.Interval;

/**
 * A metric over all items that have it.
 *
 * @param n items
 * @param mean over them; an item that a judge failed on counts 0
 * @param interval95 cluster-robust; infinite where there is one cluster only
 * @param failures items that a judge failed on
 */
record MetricFigure(int n, double mean, Interval interval95, int failures) {}
