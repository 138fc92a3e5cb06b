/**
 * The ecosystem's common tongue: chat completions and models as OpenAI's API has them, so that
 * clients which speak it get grounded answers unchanged. A model's name chooses the collection.
 *
 * <p>Start at {@link dev.plumbline.openai.ChatCompletionsResource}.
 */
@NullMarked
package dev.plumbline.openai;

import org.jspecify.annotations.NullMarked;
