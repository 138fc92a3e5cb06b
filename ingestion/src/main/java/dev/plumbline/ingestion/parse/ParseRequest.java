package dev.plumbline.ingestion.parse;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to parse.
 *
 * @param file where its bytes are; only read
 * @param name its name as the person knows it, a hint for its type
 * @param declaredMediaType the type that its sender gave, a hint too, or null
 */
public record ParseRequest(Path file, String name, @Nullable String declaredMediaType) {}
