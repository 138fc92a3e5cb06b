package dev.plumbline.ingestion.parse;

import org.jspecify.annotations.Nullable;

/** A finished block that has no place in the text yet. */
record Draft(Block.Kind kind, int level, String text, @Nullable Integer page) {}
