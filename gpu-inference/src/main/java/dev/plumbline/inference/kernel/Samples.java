package dev.plumbline.inference.kernel;

/** Drawn tokens on the device; {@link Kernels#read(Samples)} waits for them. */
public sealed interface Samples permits HostSamples {}
