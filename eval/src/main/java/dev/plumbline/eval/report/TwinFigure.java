package dev.plumbline.eval.report;

import dev.plumbline.eval.stats.Interval;

/**
 * Items of a kind beside their twins.
 *
 * @param twin share of the twins that were answered right
 * @param right share of the items that were
 * @param difference the second less the first
 * @param interval95 of the difference, paired
 */
record TwinFigure(int pairs, double twin, double right, double difference, Interval interval95) {}
