package dev.plumbline.bench;

/** Hears how far a measurement is. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
