/**
 * Cuts a parsed document into passages along its structure, within a token budget, and texts into
 * sentences.
 *
 * <p>Knows nothing of any tokenizer or embedder: it counts by a function that its caller gives.
 * Start reading at {@link dev.plumbline.ingestion.chunk.Chunker}.
 */
@NullMarked
package dev.plumbline.ingestion.chunk;

import org.jspecify.annotations.NullMarked;
