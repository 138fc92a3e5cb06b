package dev.plumbline.inference.engine;

/**
 * Hears the events of one request, on the engine's thread: must return at once and throw nothing.
 */
@FunctionalInterface
public interface GenerationListener {
    /** Something happened. */
    void on(GenerationEvent event);
}
