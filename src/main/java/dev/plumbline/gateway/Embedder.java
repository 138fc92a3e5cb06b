package dev.plumbline.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns text into vectors of unit length. Safe for use by many threads; equal input gives equal
 * output, whatever else is embedded beside it.
 */
public interface Embedder extends AutoCloseable {

    /** The model's name, a part of every artifact's key. */
    String name();

    /**
     * What tells two producers of different vectors under one name apart, a part of every
     * artifact's key.
     */
    String version();

    /** Name and version: vectors of another identity can't be compared with this one's. */
    default String identity() {
        return name() + "/" + version();
    }

    /** How many numbers a vector has. */
    int dimension();

    /** The vector of a passage: {@code [dimension]}, length 1 (all zero for blank text). */
    float[] embed(String passage);

    /**
     * The vectors of passages, in their order. Work for questions overtakes it.
     *
     * @throws GatewayException {@code INPUT_REJECTED} where the model does not take one of them;
     *     the message says which
     */
    List<float[]> embed(List<String> passages);

    /**
     * As {@link #embed(List)}, with no vector in place of one for a passage that the model does not
     * take.
     */
    default Embedded embedEach(List<String> passages) {
        return new Embedded(new ArrayList<>(embed(passages)), new TreeMap<>());
    }

    /** The vector of a question, comparable with those of passages by dot product. */
    float[] embedQuery(String question);

    /**
     * How many tokens a text has for this model, the two special ones included; never truncated.
     */
    int countTokens(String text);

    /** The token vectors of texts, in their order, or nothing where the model shows none. */
    Optional<List<TokenVectors>> tokens(List<String> texts);

    /** The token vectors of one text, or nothing where the model shows none. */
    default Optional<TokenVectors> tokens(String text) {
        return tokens(List.of(text)).map(List::getFirst);
    }

    @Override
    void close();
}
