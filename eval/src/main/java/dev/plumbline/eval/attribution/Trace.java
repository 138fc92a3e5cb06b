package dev.plumbline.eval.attribution;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far the evidence of a question came within a system.
 *
 * @param pieces the evidence, all of which is needed
 * @param candidates how many passages the search brought
 * @param packed how many of them the writer saw
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Trace(List<Piece> pieces, int candidates, int packed) {
    /** Copies the list. */
    public Trace {
        pieces = List.copyOf(pieces);
    }

    /**
     * One piece of evidence.
     *
     * @param place where the documents have it; null where that is not known
     * @param retrieved its rank among the candidates, from 1; 0 where none has it; null where that
     *     is not known
     * @param packed its rank among what the writer saw, from 1; 0 where nothing had it; null where
     *     that is not known
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Piece(
            @Nullable Place place, @Nullable Integer retrieved, @Nullable Integer packed) {}

    /** Where the documents have a piece of evidence. */
    public enum Place {
        /** Whole in a passage. */
        @JsonProperty("passage")
        PASSAGE,
        /** In a canonical text, but whole in no passage. */
        @JsonProperty("text")
        TEXT,
        /** In no canonical text. */
        @JsonProperty("nowhere")
        NOWHERE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
