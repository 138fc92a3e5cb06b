package dev.plumbline.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.SharedData;
import dev.plumbline.inference.engine.LogitsRun;
import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.json.Json;
import dev.plumbline.inference.json.JsonObject;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.Pooling;
import dev.plumbline.inference.kernel.VectorKernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every model file of the fixtures, against logits of independent implementations. Prints the
 * support matrix of docs/models.md.
 */
@Tag("shared")
class FixturesTest {
    private static final double EXACT = 2e-4;
    private static final double GELU_TABLE = 1e-2; // the other side's GELU is a table of halves
    private static final int TOKENS = 32;
    private static final int INT8_WORST =
            2; // of four prompts, the third best: about the 90th percentile

    /** One file and what it must give. */
    private record Case(Path folder, Path file, String kind) {
        String model() {
            return folder.getFileName().toString();
        }

        boolean exact() {
            return kind.equals("hf") || kind.equals("F32") && !model().equals("mistral-swa");
        }

        float[] expected(String what) throws IOException {
            String name =
                    exact()
                            ? "ref64." + what
                            : kind.equals("F32") ? "F32." + what : kind + ".deq." + what;
            return npy(folder.resolve("expected").resolve(name + ".npy"));
        }

        double tolerance() {
            boolean table = model().startsWith("gemma") || model().equals("bert");
            return table && !kind.equals("hf") && !kind.equals("F32") ? GELU_TABLE : EXACT;
        }
    }

    /** How far a file's numbers are from the expected ones, and what is wrong, if anything. */
    private record Outcome(double far, String fault) {
        static Outcome of(double far, double tolerance) {
            return new Outcome(far, far <= tolerance ? "" : "off by " + far);
        }
    }

    @Test
    void everyFileGivesTheLogitsAndTextsOfTheReference() throws IOException {
        List<String> faults = new ArrayList<>();
        SupportMatrix matrix = new SupportMatrix();
        try (Kernels kernels = new VectorKernels(2)) {
            for (Case one : cases()) {
                try (ModelFile model = ModelFile.open(one.file)) {
                    Outcome outcome =
                            model.config().encoder()
                                    ? encoder(one, model, kernels)
                                    : decoder(one, model, kernels);
                    matrix.put(one.model(), one.kind, outcome.far, outcome.fault);
                    if (!outcome.fault.isEmpty()) {
                        faults.add(one.model() + " " + one.kind + ": " + outcome.fault);
                    }
                }
            }
        }
        System.out.println(matrix.text());
        assertThat(faults).isEmpty();
    }

    @Test
    void activationsOfEightBitsStayWithinTheKnownError() throws IOException {
        List<String> faults = new ArrayList<>();
        try (Kernels kernels = new VectorKernels(2, VectorKernels.Precision.INT8)) {
            for (Case one : cases()) {
                if (!List.of("Q8_0", "Q4_0").contains(one.kind) || one.model().equals("bert")) {
                    continue;
                }
                try (ModelFile model = ModelFile.open(one.file)) {
                    double[] errors = relativeErrors(one, model, kernels);
                    boolean experts = model.config().feedForward().experts().isPresent();
                    double worst = experts ? (errors[1] + errors[2]) / 2 : errors[INT8_WORST];
                    System.out.printf(
                            "%-18s %-8s %s%n", one.model(), one.kind, Arrays.toString(errors));
                    if (!(worst <= (experts ? 0.06 : 0.1))) {
                        faults.add(one.model() + " " + one.kind + ": " + worst);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static Outcome decoder(Case one, ModelFile model, Kernels kernels) throws IOException {
        float[] expected = one.expected("last");
        int[][] prompts = prompts(one.folder);
        List<JsonObject> greedy = greedy(one);
        Decoder decoder = new Decoder(model.config(), model, kernels, new StepLimits(64, 1, 512));
        double far = 0;
        try (LogitsRun run = new LogitsRun(decoder)) {
            for (int p = 0; p < prompts.length; p++) {
                LogitsRun.Result result = run.run(prompts[p], TOKENS);
                int vocabulary = result.last().length;
                far =
                        Math.max(
                                far,
                                largest(
                                        result.last(),
                                        Arrays.copyOfRange(
                                                expected, p * vocabulary, (p + 1) * vocabulary)));
                String fault =
                        parting(
                                result.greedy(),
                                greedy.get(p),
                                one.model().startsWith("gemma") ? 0.02 : 1e-3);
                if (!fault.isEmpty()) {
                    return new Outcome(far, "prompt " + p + fault);
                }
            }
        }
        return Outcome.of(far, one.tolerance());
    }

    private static Outcome encoder(Case one, ModelFile model, Kernels kernels) throws IOException {
        List<EncoderInput> inputs =
                Arrays.stream(prompts(one.folder)).map(EncoderInput::of).toList();
        try (Encoder encoder =
                new Encoder(model.config(), model, kernels, new StepLimits(512, 4, 512))) {
            double mean = largest(encoder.pooled(inputs, Pooling.MEAN), one.expected("mean"));
            double first = largest(encoder.pooled(inputs, Pooling.FIRST), one.expected("cls"));
            return Outcome.of(Math.max(mean, first), one.tolerance());
        }
    }

    private static double[] relativeErrors(Case one, ModelFile model, Kernels kernels)
            throws IOException {
        float[] expected = one.expected("last");
        int[][] prompts = prompts(one.folder);
        double[] errors = new double[prompts.length];
        Decoder decoder = new Decoder(model.config(), model, kernels, new StepLimits(64, 1, 512));
        try (LogitsRun run = new LogitsRun(decoder)) {
            for (int p = 0; p < prompts.length; p++) {
                float[] got = run.run(prompts[p], 0).last();
                float[] want = Arrays.copyOfRange(expected, p * got.length, (p + 1) * got.length);
                errors[p] = relative(got, want);
            }
        }
        Arrays.sort(errors);
        return errors;
    }

    private static double relative(float[] got, float[] want) {
        double mean = 0;
        for (float value : want) {
            mean += value / want.length;
        }
        double error = 0;
        double spread = 0;
        for (int i = 0; i < want.length; i++) {
            error += Math.pow(got[i] - want[i], 2);
            spread += Math.pow(want[i] - mean, 2);
        }
        return Math.sqrt(error / spread);
    }

    private static String parting(int[] got, JsonObject want, double margin) {
        List<?> ids = want.list("ids").orElseThrow();
        List<?> margins = want.list("margins").orElseThrow();
        for (int i = 0; i < TOKENS; i++) {
            if (got[i] != ((Number) ids.get(i)).intValue()) {
                return ((Number) margins.get(i)).doubleValue() > margin
                        ? " parts at token " + i
                        : "";
            }
        }
        return "";
    }

    private static List<JsonObject> greedy(Case one) throws IOException {
        JsonObject manifest =
                Json.object("manifest", Files.readAllBytes(one.folder.resolve("manifest.json")));
        JsonObject variants = manifest.object("variants").orElseThrow();
        JsonObject variant =
                variants.object(one.kind).or(() -> variants.object("F32")).orElseThrow();
        Optional<List<?>> window =
                one.kind.equals("hf") ? manifest.list("ref64_greedy") : Optional.empty();
        List<?> list =
                variant.list("dequantized_greedy")
                        .or(() -> window)
                        .or(() -> variant.list("greedy"))
                        .orElseThrow();
        return list.stream().map(entry -> JsonObject.of("greedy", entry)).toList();
    }

    private static double largest(float[] got, float[] want) {
        assertThat(got).hasSameSizeAs(want);
        double largest = 0;
        for (int i = 0; i < got.length; i++) {
            double distance = Math.abs((double) got[i] - want[i]);
            largest =
                    Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(largest, distance);
        }
        return largest;
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> folders = Files.list(SharedData.fixture("models"))) {
            for (Path folder : folders.sorted().toList()) {
                String name = folder.getFileName().toString();
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.toString().endsWith(".gguf"))
                            .sorted(Comparator.comparing(Path::toString))
                            .forEach(file -> cases.add(new Case(folder, file, kind(name, file))));
                }
                Optional.of(folder.resolve("hf"))
                        .filter(Files::isDirectory)
                        .ifPresent(hf -> cases.add(new Case(folder, hf, "hf")));
            }
        }
        assertThat(cases).isNotEmpty();
        return cases;
    }

    private static String kind(String name, Path file) {
        return file.getFileName().toString().replace(name + "-", "").replace(".gguf", "");
    }

    private static int[][] prompts(Path folder) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve("prompts.bin")))
                        .order(ByteOrder.LITTLE_ENDIAN);
        int[][] prompts = new int[bytes.getInt()][];
        for (int p = 0; p < prompts.length; p++) {
            prompts[p] = new int[bytes.getInt()];
            for (int i = 0; i < prompts[p].length; i++) {
                prompts[p][i] = bytes.getInt();
            }
        }
        return prompts;
    }

    /** The values of a NumPy file of float32 or float64. */
    private static float[] npy(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int start = 10 + bytes.getShort(8);
        boolean wide =
                new String(content, 10, start - 10, StandardCharsets.US_ASCII).contains("<f8");
        float[] values = new float[(content.length - start) / (wide ? 8 : 4)];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    wide ? (float) bytes.getDouble(start + 8 * i) : bytes.getFloat(start + 4 * i);
        }
        return values;
    }
}
