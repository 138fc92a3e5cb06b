package dev.plumbline.eval.report;

import dev.plumbline.eval.answers.Suite.Gate;
import dev.plumbline.eval.stats.Outcome;

/** What came of a gate: the mean that was reached, and whether that decides. */
record GateResult(Gate gate, double mean, Outcome outcome) {}
