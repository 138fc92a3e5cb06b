/**
 * The models that Plumbline calls, behind small ports: what turns text into vectors lives here,
 * whether it runs in this process or behind somebody else's address.
 *
 * <p>Start with {@link dev.plumbline.gateway.Embedder}; {@link
 * dev.plumbline.gateway.BgeSmallEmbedder} is the embedded default and {@link
 * dev.plumbline.gateway.ModelEmbedder} adapts any LangChain4j embedding model. The package knows
 * nothing of documents, readers or answers.
 */
@NullMarked
package dev.plumbline.gateway;

import org.jspecify.annotations.NullMarked;
