package dev.plumbline.releases;

/**
 * A part of the release, which the feature that owns it names.
 *
 * @param name such as {@code parser} or {@code embedder}
 */
public record ReleasePart(String name, String version) {}
