/**
 * From requests to texts: one thread runs step after step over whatever sequences are there,
 * prompts in parts beside single new tokens.
 *
 * <pre>
 * submit(GenerationRequest, listener) -> waiting -> Sequence (has its cache blocks) -> GenerationEvent... -> Finished | Failed
 *                                        Engine.step: cancel, expire, admit -> StepBuilder -> Decoder -> sample -> deliver
 * </pre>
 *
 * Every queue and request has a limit; every accepted request ends in exactly one {@code Finished}
 * or {@code Failed}, and its blocks are free by then. Knows no HTTP and no text format beyond an
 * {@code IncrementalText}. Start at {@code Engine}.
 */
@NullMarked
package dev.plumbline.inference.engine;

import org.jspecify.annotations.NullMarked;
