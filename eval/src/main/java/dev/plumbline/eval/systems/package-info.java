/**
 * Systems under test: a running Plumbline, a server that speaks OpenAI's chat completions, a file
 * of what a system said before. What they say becomes a {@link
 * dev.plumbline.eval.systems.SystemOutput}, with as much of how it came about as they tell.
 *
 * <p>Start reading at {@link dev.plumbline.eval.systems.Target}.
 */
@NullMarked
package dev.plumbline.eval.systems;

import org.jspecify.annotations.NullMarked;
