/**
 * The engine as LangChain4j's models, for applications that know nothing else of it: vectors,
 * scores of pairs, chat. Each takes an opened {@code TextEncoder} or {@code TextModel}, whose owner
 * closes it. Start at {@code EngineEmbeddingModel}.
 */
@NullMarked
package dev.plumbline.inference.langchain4j;

import org.jspecify.annotations.NullMarked;
