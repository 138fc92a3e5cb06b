package dev.plumbline.inference.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.engine.TextEncoder;
import java.util.List;

/**
 * How well texts fit a query, by a cross-encoder's first logit: comparable within one model, of no
 * fixed range.
 */
public final class EngineScoringModel implements ScoringModel {
    private final TextEncoder encoder;

    /**
     * For a cross-encoder that stays open as long as this is used.
     *
     * @throws InferenceException code {@code unsupported} where the model has no classification
     *     head
     */
    public EngineScoringModel(TextEncoder encoder) {
        if (!encoder.classifies()) {
            throw new InferenceException(
                    "unsupported", "The model " + encoder.name() + " has no classification head.");
        }
        this.encoder = encoder;
    }

    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
        return Response.from(
                encoder.score(query, segments.stream().map(TextSegment::text).toList()));
    }
}
