package dev.plumbline.inference.kernel;

/**
 * Device memory of a paged cache. Which sequence has which block is the host's affair. Made by
 * {@link Kernels#allocateCache}.
 */
public sealed interface KvMemory extends AutoCloseable permits HostKvMemory {
    /** Size and type. */
    KvLayout layout();

    /** Frees the memory; no operation may be running. */
    @Override
    void close();
}
