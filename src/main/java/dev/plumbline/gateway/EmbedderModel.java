package dev.plumbline.gateway;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;

/** An embedder as LangChain4j's embedding model: texts are embedded as passages. */
public final class EmbedderModel implements EmbeddingModel {

    private final Embedder embedder;

    /** The view; the embedder's owner closes it. */
    public EmbedderModel(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<String> texts = segments.stream().map(TextSegment::text).toList();
        List<Embedding> embeddings = embedder.embed(texts).stream().map(Embedding::from).toList();
        int tokens = texts.stream().mapToInt(embedder::countTokens).sum();
        return Response.from(embeddings, new TokenUsage(tokens));
    }

    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public String modelName() {
        return embedder.name();
    }
}
