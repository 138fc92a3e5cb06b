package dev.plumbline.inference.bench;

import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.cpu.MachineCeilings;
import dev.plumbline.inference.kernel.cpu.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures a model and peers in turns: a round of ours, a round of each peer, and again, so that
 * what else the machine does meets all alike. Figures are medians over the rounds.
 *
 * @param batches numbers of sequences side by side
 * @param tokens that each sequence gets in a round
 */
public record EngineComparison(
        List<Integer> batches, int rounds, int tokens, int threads, List<PeerProgram> peers) {

    /**
     * What was measured.
     *
     * @param readBytesPerSecond the machine's ceiling
     * @param operationsPerSecond the machine's multiply-add peak, two operations each
     * @param decoding tokens a second of all sequences together, by their number
     * @param bytesPerToken weights that a token of one sequence reads
     * @param peers by the name of the program
     */
    public record Figures(
            double readBytesPerSecond,
            double operationsPerSecond,
            double prefillTokensPerSecond,
            double firstTokenMillis,
            Map<Integer, Double> decoding,
            long bytesPerToken,
            Map<String, PeerProgram.Rates> peers) {
        public Figures {
            decoding = Collections.unmodifiableMap(new LinkedHashMap<>(decoding));
            peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
        }

        /** Tokens a second of so many sequences together; not a number where not measured. */
        public double decodeTokensPerSecond(int sequences) {
            return decoding.getOrDefault(sequences, Double.NaN);
        }

        /** Bytes that decoding of one sequence reads, as a share of what the machine can. */
        public double shareOfBandwidth() {
            return decodeTokensPerSecond(1) * bytesPerToken / readBytesPerSecond;
        }

        /** The rate of so many sequences in a step, as a share of that of a prompt. */
        public double shareOfPrefill(int sequences) {
            return decodeTokensPerSecond(sequences) / prefillTokensPerSecond;
        }
    }

    public EngineComparison {
        batches = List.copyOf(batches);
        peers = List.copyOf(peers);
        if (batches.isEmpty() || rounds < 1 || tokens < 1 || threads < 1) {
            throw new IllegalArgumentException("batches, rounds, tokens and threads must be there");
        }
    }

    /**
     * Measures.
     *
     * @param path where the model lies, for peers
     * @param progress is told what is done now
     */
    public Figures run(ModelFile model, Path path, Kernels kernels, Consumer<String> progress)
            throws IOException {
        EngineBenchmark engine =
                new EngineBenchmark(
                        model,
                        kernels,
                        batches.stream().mapToInt(Integer::intValue).max().orElse(1));
        progress.accept("Warming up.");
        engine.prefillSeconds();
        batches.forEach(batch -> engine.decodeTokensPerSecond(batch, tokens));
        List<Double> reading = new ArrayList<>();
        List<Double> multiplying = new ArrayList<>();
        List<Double> prefill = new ArrayList<>();
        Map<Integer, List<Double>> decoding = new LinkedHashMap<>();
        Map<String, List<PeerProgram.Rates>> rates = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            progress.accept("Round " + round + " of " + rounds + ".");
            try (Workers workers = new Workers(threads)) {
                reading.add(MachineCeilings.readBytesPerSecond(workers));
                multiplying.add(MachineCeilings.operationsPerSecond(workers));
            }
            prefill.add(engine.prefillSeconds());
            for (int batch : batches) {
                decoding.computeIfAbsent(batch, _ -> new ArrayList<>())
                        .add(engine.decodeTokensPerSecond(batch, tokens));
            }
            for (PeerProgram peer : peers) {
                rates.computeIfAbsent(peer.kind().label(), _ -> new ArrayList<>())
                        .add(peer.run(path, threads, EngineBenchmark.PROMPT, tokens));
            }
        }
        Map<Integer, Double> decoded = new LinkedHashMap<>();
        decoding.forEach((batch, values) -> decoded.put(batch, median(values)));
        Map<String, PeerProgram.Rates> beside = new LinkedHashMap<>();
        rates.forEach((name, values) -> beside.put(name, medians(values)));
        double seconds = median(prefill);
        return new Figures(
                median(reading),
                median(multiplying),
                EngineBenchmark.PROMPT / seconds,
                seconds * 1000,
                decoded,
                model.weightBytes() - unread(model),
                beside);
    }

    /** Bytes of an embedding that is not the head as well: a token reads one row of it. */
    private static long unread(ModelFile model) {
        return model.config().embedding().tied()
                ? 0
                : model.tensor("token_embd.weight").memory().byteSize();
    }

    private static PeerProgram.Rates medians(List<PeerProgram.Rates> rates) {
        return new PeerProgram.Rates(
                median(rates.stream().map(PeerProgram.Rates::prefillTokensPerSecond).toList()),
                median(rates.stream().map(PeerProgram.Rates::decodeTokensPerSecond).toList()));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
