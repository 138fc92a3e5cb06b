package dev.plumbline.inference.engine;

import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.model.Decoder;
import dev.plumbline.inference.model.StepLimits;
import dev.plumbline.inference.tokenizer.EncodeOptions;
import dev.plumbline.inference.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * A language model ready to generate: file, tokenizer, kernels and engine, opened and closed
 * together.
 */
public final class TextModel implements AutoCloseable {
    private final ModelFile file;
    private final Kernels kernels;
    private final Tokenizer tokenizer;
    private final ChatPrompt chat;
    private final Engine engine;
    private final String checked;

    private TextModel(ModelFile file, Kernels kernels, EngineLimits limits) {
        this.file = file;
        this.kernels = kernels;
        tokenizer = Tokenizer.of(file);
        chat = new ChatPrompt(tokenizer, Clock.system(ZoneId.systemDefault()));
        Decoder decoder =
                new Decoder(
                        file.config(),
                        file,
                        kernels,
                        new StepLimits(limits.stepTokens(), limits.sequences(), limits.context()));
        checked = SelfCheck.run(decoder);
        engine = new Engine(decoder, limits, () -> new TokenizerText(tokenizer));
    }

    /**
     * Opens a model and checks that it computes.
     *
     * @param contextMax tokens of a sequence at most; the model's own context if that is smaller
     * @param cacheType elements of the keys and values that are kept
     * @throws dev.plumbline.inference.InferenceException where the model cannot be used
     */
    public static TextModel open(
            Path path, KernelChoice choice, int contextMax, KvLayout.Type cacheType) {
        ModelFile file = ModelFile.open(path);
        try {
            int context = Math.min(contextMax, file.config().dimensions().context());
            Kernels kernels = choice.open();
            try {
                return new TextModel(file, kernels, EngineLimits.ofContext(context, cacheType));
            } catch (RuntimeException | Error failure) {
                kernels.close();
                throw failure;
            }
        } catch (RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** The tokenizer. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The open file. */
    public ModelFile file() {
        return file;
    }

    /** The kernels that run it. */
    public Kernels kernels() {
        return kernels;
    }

    /** The hash of the check at load; see {@link SelfCheck}. */
    public String checked() {
        return checked;
    }

    /** The ids of a text, with the special tokens that the model wants around it. */
    public List<Integer> encode(String text) {
        return ids(tokenizer.encode(text, new EncodeOptions(true, false)));
    }

    /** The ids of a conversation that ask for the next message. */
    public List<Integer> encode(List<ChatTurn> turns) {
        return chat.encode(turns);
    }

    /** The ids of a rendered chat template. */
    public List<Integer> encodeRendered(String text) {
        return ids(tokenizer.encode(text, EncodeOptions.RENDERED));
    }

    private static List<Integer> ids(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    @Override
    public void close() {
        engine.close();
        kernels.close();
        file.close();
    }
}
