package dev.plumbline.inference.kernel;

import java.util.List;

/** Drawn tokens on the host. */
record HostSamples(List<Sampled> rows) implements Samples {}
