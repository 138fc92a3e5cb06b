package dev.plumbline.eval.retrieval;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rankings as they come: as a TREC run with exact scores, and as results that {@code eval
 * compare} reads.
 */
public final class RankingFiles implements Consumer<ScoredRanking>, Closeable {
    private static final List<String> COMPARED =
            List.of("ndcg_cut_10", "recall_10", "recall_100", "recip_rank", "map", "success_1");

    private final Writer run;
    private final Writer results;
    private final String runId;

    /**
     * Begins files; a path that is null is not written.
     *
     * @param runId the last column of the run
     */
    public RankingFiles(@Nullable Path run, @Nullable Path results, String runId)
            throws IOException {
        this.runId = runId;
        this.run = writer(run);
        this.results = writer(results);
    }

    private static Writer writer(@Nullable Path file) throws IOException {
        return file == null
                ? Writer.nullWriter()
                : Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    @Override
    public void accept(ScoredRanking scored) {
        try {
            int rank = 0;
            for (RankedDocument document : scored.ranking()) {
                run.write(scored.question().id() + " Q0 " + document.id() + " " + ++rank + " ");
                run.write(document.score() + " " + runId + "\n");
            }
            results.write(Json.write(line(scored)) + "\n");
        } catch (IOException failure) {
            throw new EvalException("Cannot write the rankings: " + failure.getMessage(), failure);
        }
    }

    private static Map<String, Object> line(ScoredRanking scored) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", scored.question().id());
        String cluster = scored.question().cluster();
        if (cluster != null) {
            line.put("cluster", cluster);
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        COMPARED.forEach(name -> scores.put(name, scored.scores().getOrDefault(name, 0.0)));
        line.put("scores", scores);
        return line;
    }

    @Override
    public void close() throws IOException {
        run.close();
        results.close();
    }
}
