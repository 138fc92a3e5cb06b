package dev.plumbline.inference.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.plumbline.inference.engine.TextEncoder;
import java.util.List;

/** Vectors of length 1 by an encoder. */
public final class EngineEmbeddingModel implements EmbeddingModel {
    private final TextEncoder encoder;

    /** For an encoder that stays open as long as this is used. */
    public EngineEmbeddingModel(TextEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<String> texts = segments.stream().map(TextSegment::text).toList();
        List<Embedding> vectors = encoder.embed(texts).stream().map(Embedding::from).toList();
        int tokens = texts.stream().mapToInt(encoder::tokens).sum();
        return Response.from(vectors, new TokenUsage(tokens));
    }

    @Override
    public int dimension() {
        return encoder.size();
    }

    @Override
    public String modelName() {
        return encoder.name();
    }
}
