package dev.plumbline.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.format.Attention;
import dev.plumbline.inference.format.ModelConfig;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.format.TensorSource;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.kernel.KvMemory;
import dev.plumbline.inference.kernel.ScalarKernels;
import dev.plumbline.inference.kernel.Step;
import dev.plumbline.inference.kernel.VectorKernels;
import dev.plumbline.inference.synthetic.RandomModel;
import dev.plumbline.inference.synthetic.Shape;
import dev.plumbline.inference.tensor.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sequence yields does not depend on its company, nor on how its prompt is cut. */
class InvarianceTest {
    private static final long SEED = 7;

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSequenceAloneEqualsTheSameInABatchBitForBit(boolean experts) {
        TinyModel model = TinyModel.decoder(SEED, experts);
        try (Kernels kernels = new VectorKernels(3)) {
            List<int[]> prompts = prompts(5);
            float[] together = run(model, kernels, prompts, 100, KvLayout.Type.F32);
            for (int i = 0; i < prompts.size(); i++) {
                float[] alone =
                        run(model, kernels, List.of(prompts.get(i)), 100, KvLayout.Type.F32);
                assertThat(
                                Arrays.copyOfRange(
                                        together,
                                        i * TinyModel.VOCABULARY,
                                        (i + 1) * TinyModel.VOCABULARY))
                        .isEqualTo(alone);
            }
        }
    }

    static List<Arguments> storedTypes() {
        List<Arguments> cases = new ArrayList<>();
        for (DType weights :
                List.of(
                        DType.F32,
                        DType.F16,
                        DType.BF16,
                        DType.Q8_0,
                        DType.Q4_0,
                        DType.Q4_K,
                        DType.Q6_K)) {
            for (KvLayout.Type cache : KvLayout.Type.values()) {
                cases.add(Arguments.of(weights, cache));
            }
        }
        return cases;
    }

    /** With a window in one layer of two and capped scores. */
    @ParameterizedTest
    @MethodSource("storedTypes")
    void neitherCompanyNorCutsShowWhateverWeightsAndCacheAreStoredAs(
            DType weights, KvLayout.Type cache) throws IOException {
        Path file = folder.resolve("model.gguf");
        RandomModel.write(
                file,
                new Shape("llama", 2, 256, 4, 2, 64, 512, TinyModel.VOCABULARY, true, false, 1e4f),
                weights,
                SEED);
        try (ModelFile model = ModelFile.open(file);
                Kernels kernels = new VectorKernels(2)) {
            ModelConfig config = windowed(model.config());
            List<int[]> prompts = prompts(5);
            float[] together = run(config, model, kernels, prompts, 100, cache);
            float[] inParts = run(config, model, kernels, prompts, 5, cache);
            float[] alone = run(config, model, kernels, List.of(prompts.get(3)), 100, cache);
            assertThat(inParts).isEqualTo(together);
            assertThat(alone).isEqualTo(part(together, 3));
        }
    }

    private static ModelConfig windowed(ModelConfig stated) {
        Attention attention = stated.attention();
        return new ModelConfig(
                stated.architecture(),
                stated.name(),
                stated.dimensions(),
                new Attention(
                        attention.heads(),
                        attention.keyValueHeads(),
                        attention.headDimension(),
                        attention.scale(),
                        3,
                        true,
                        attention.queryKeyNorm(),
                        List.of(19, 0)),
                stated.rope(),
                stated.localRope(),
                stated.feedForward(),
                stated.norms(),
                stated.embedding(),
                stated.pooling());
    }

    private static float[] part(float[] logits, int index) {
        return Arrays.copyOfRange(
                logits, index * TinyModel.VOCABULARY, (index + 1) * TinyModel.VOCABULARY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void aPromptInPartsEqualsTheWholeBitForBit(int part) {
        TinyModel model = TinyModel.decoder(SEED, false);
        try (Kernels kernels = new VectorKernels(2)) {
            List<int[]> prompt = List.of(prompts(5).getLast());
            assertThat(run(model, kernels, prompt, part, KvLayout.Type.F32))
                    .isEqualTo(run(model, kernels, prompt, 100, KvLayout.Type.F32));
        }
    }

    @ParameterizedTest
    @EnumSource(KvLayout.Type.class)
    void vectorKernelsAgreeWithScalarOnes(KvLayout.Type type) {
        TinyModel model = TinyModel.decoder(SEED, true);
        try (Kernels vector = new VectorKernels(2);
                Kernels scalar = new ScalarKernels(1)) {
            float[] fast = run(model, vector, prompts(4), 8, type);
            float[] exact = run(model, scalar, prompts(4), 100, KvLayout.Type.F32);
            float allowed =
                    type == KvLayout.Type.F32 ? 1e-4f : type == KvLayout.Type.F16 ? 0.05f : 0.5f;
            for (int i = 0; i < exact.length; i++) {
                assertThat(fast[i])
                        .isCloseTo(exact[i], org.assertj.core.data.Offset.offset(allowed));
            }
        }
    }

    private static List<int[]> prompts(int count) {
        Random random = new Random(SEED);
        List<int[]> prompts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            prompts.add(random.ints(3 + 9 * i, 0, TinyModel.VOCABULARY).toArray());
        }
        return prompts;
    }

    /** Logits of the last tokens, prompts read in parts of {@code part} tokens side by side. */
    private static float[] run(
            TinyModel model, Kernels kernels, List<int[]> prompts, int part, KvLayout.Type type) {
        return run(model.config(), model, kernels, prompts, part, type);
    }

    private static float[] run(
            ModelConfig config,
            TensorSource tensors,
            Kernels kernels,
            List<int[]> prompts,
            int part,
            KvLayout.Type type) {
        Decoder decoder =
                new Decoder(config, tensors, kernels, new StepLimits(500, prompts.size(), 64));
        float[] result = new float[prompts.size() * TinyModel.VOCABULARY];
        try (KvMemory cache =
                kernels.allocateCache(decoder.cacheLayout(4 * prompts.size(), type))) {
            boolean more = true;
            for (int from = 0; more; from += part) {
                more = false;
                List<Integer> members = new ArrayList<>();
                for (int i = 0; i < prompts.size(); i++) {
                    if (from < prompts.get(i).length) {
                        members.add(i);
                        more |= from + part < prompts.get(i).length;
                    }
                }
                float[] logits =
                        kernels.read(
                                decoder.forward(step(prompts, members, from, part), cache),
                                members.size());
                for (int m = 0; m < members.size(); m++) {
                    System.arraycopy(
                            logits,
                            m * TinyModel.VOCABULARY,
                            result,
                            members.get(m) * TinyModel.VOCABULARY,
                            TinyModel.VOCABULARY);
                }
            }
        }
        return result;
    }

    private static Step step(List<int[]> prompts, List<Integer> members, int from, int part) {
        List<Integer> tokens = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        List<Integer> sequences = new ArrayList<>();
        List<int[]> blocks = new ArrayList<>();
        int[] lengths = new int[members.size()];
        int[] outputs = new int[members.size()];
        for (int m = 0; m < members.size(); m++) {
            int[] prompt = prompts.get(members.get(m));
            int to = Math.min(prompt.length, from + part);
            for (int i = from; i < to; i++) {
                tokens.add(prompt[i]);
                positions.add(i);
                sequences.add(m);
            }
            int first = 4 * members.get(m);
            blocks.add(new int[] {first + 2, first, first + 3, first + 1});
            lengths[m] = to;
            outputs[m] = tokens.size() - 1;
        }
        return new Step(
                ints(tokens),
                ints(positions),
                ints(sequences),
                blocks,
                lengths,
                outputs,
                new int[0]);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
