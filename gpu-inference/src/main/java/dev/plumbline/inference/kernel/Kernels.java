package dev.plumbline.inference.kernel;

import dev.plumbline.inference.tensor.TensorView;
import java.util.List;

/**
 * What a transformer needs of a device. Operations are queued in the order of the calls and may
 * still be running when they return; only {@link #read(Samples)} and {@link #read(Buffer, int)}
 * wait. Buffers belong to the implementation that made them. Rows of a step are independent: a
 * row's result does not depend, bit for bit, on which others are computed with it.
 *
 * <p>Not for use by several threads at once. {@link #close} ends the threads or the context; what
 * was allocated dies with it.
 */
public sealed interface Kernels extends AutoCloseable permits CpuKernels {

    /** For people: the implementation, its vector width or device, its threads. */
    String description();

    // ---- memory

    /**
     * Makes a matrix readable by the device; its memory must stay mapped.
     *
     * @throws dev.plumbline.inference.InferenceException code {@code unsupported_type} where no
     *     path runs the type
     */
    Weight load(TensorView tensor);

    /** Memory for [rows, columns], zeroed. */
    Buffer allocate(int rows, int columns);

    /** A copy of [rows, columns] values in device memory. */
    Buffer upload(float[] values, int rows, int columns);

    /** Memory for keys and values. */
    KvMemory allocateCache(KvLayout layout);

    /** Brings a step to the device. */
    Plan plan(Step step);

    // ---- into the stream

    /** stream[t] = scale * table[token t]. */
    void embed(Plan plan, Weight table, float scale, Buffer stream);

    /** stream[t] = norm(tokens[token t] + positions[position t] + types[type t]). */
    void embed(Plan plan, EncoderEmbedding embedding, Buffer stream);

    // ---- a layer

    /** out = norm(in), row by row; in and out may be the same. */
    void normalize(Plan plan, Norm norm, Buffer in, Buffer out);

    /**
     * Queries into {@code queries}; keys and values of the step's tokens into the cache at their
     * positions.
     */
    void attentionInputs(
            Plan plan,
            AttentionInputs inputs,
            Buffer in,
            Buffer queries,
            KvMemory cache,
            int layer);

    /**
     * out = softmax(rule(queries, keys)) values, from the cache; decoding and prefill alike.
     * [tokens, queries * dimension].
     */
    void attend(
            Plan plan, AttentionRule rule, Buffer queries, KvMemory cache, int layer, Buffer out);

    /** stream += linear(in). */
    void project(Plan plan, Linear linear, Buffer in, Buffer stream);

    /** stream += norm(linear(in)). */
    void project(Plan plan, Linear linear, Norm after, Buffer in, Buffer stream);

    /** stream += block(in). */
    void feedForward(Plan plan, FeedForwardWeights block, Buffer in, Buffer stream);

    /** stream += norm(block(in)). */
    void feedForward(Plan plan, FeedForwardWeights block, Norm after, Buffer in, Buffer stream);

    // ---- out of the stream

    /** logits[o] = cap(output(norm(stream[outputs o]))), [outputs, vocabulary]. */
    void head(Plan plan, Head head, Buffer stream, Buffer logits);

    /** Draws a token from each of the first rows of logits, by the rule at the same index. */
    Samples sample(Buffer logits, List<Sampling> rules);

    /** out[s] = the pooled vector of sequence s, [sequences, hidden]. */
    void pool(Plan plan, Pooling pooling, Buffer stream, Buffer out);

    /** out = activation(linear(in)) for the first {@code rows} rows; in and out differ. */
    void dense(int rows, Linear linear, Activation activation, Buffer in, Buffer out);

    // ---- back to the host

    /** Waits for drawn tokens. */
    List<Sampled> read(Samples samples);

    /** Waits for the first {@code rows} rows and copies them. */
    float[] read(Buffer buffer, int rows);

    @Override
    void close();
}
