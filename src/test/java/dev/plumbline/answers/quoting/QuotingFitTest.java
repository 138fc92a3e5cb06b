package dev.plumbline.answers.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.BgeSmallEmbedder;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits a profile on articles that are made by rule, in collections of the service's own kind. */
class QuotingFitTest {
    private static final List<String> TOWNS =
            List.of("Ellery", "Skerry", "Marlow", "Tarn", "Hollin", "Quarley", "Brae", "Dunmore");
    private static final List<String> PEOPLE =
            List.of("Ada Quill", "Tom Berg", "Ines Valdor", "Otto Lind", "Mara Finch", "Ben Holt");
    private static final List<String> THINGS =
            List.of("mill", "lighthouse", "bridge", "harbour", "observatory", "theatre");

    @TempDir Path folder;

    @Test
    void fitTellsWhatIsAnsweredFromWhatIsNot() throws IOException {
        write("squad/dev-v1.1.json", Map.of("data", articles()));
        write("squad/dev-v2.0.json", Map.of("data", List.of()));
        write("xquad/xquad.en.json", Map.of("data", List.of()));
        write(
                "multihop/hotpotqa_train_100_corpus.json",
                Map.of("Herons", List.of("Herons nest in March.", " They eat fish.")));
        write(
                "multihop/musique_train_100_corpus.json",
                List.of(Map.of("title", "Rye", "text", "Rye is sown in autumn.")));
        try (BgeSmallEmbedder embedder = BgeSmallEmbedder.load(folder)) {
            QuotingFit.Outcome fitted = QuotingFit.fit(folder, embedder, .03, 3);
            FitReport all =
                    fitted.report().stream()
                            .filter(report -> report.setting().equals("HALF"))
                            .findFirst()
                            .orElseThrow();
            assertThat(all.apart()).isGreaterThan(.9);
            assertThat(all.document()).isGreaterThan(.9);
            assertThat(all.inAny()).isGreaterThan(.9);
            Profile profile = fitted.profile();
            assertThat(Profile.ofJson(profile.toJson())).isEqualTo(profile);

            QuotingFit.Outcome kept = QuotingFit.keep(folder, embedder, .02, 3);
            assertThat(kept.profile().tokens()).isEqualTo(Profile.standard().tokens());
            assertThat(kept.profile().version()).isNotEqualTo(profile.version());
        }
    }

    private void write(String name, Object value) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.write(value));
    }

    private static List<Object> articles() {
        List<Object> articles = new ArrayList<>();
        for (int town = 0; town < TOWNS.size(); town++) {
            List<Object> paragraphs = new ArrayList<>();
            for (int thing = 0; thing < 3; thing++) {
                paragraphs.add(paragraph(town, THINGS.get((town + 2 * thing) % THINGS.size())));
            }
            articles.add(Map.of("title", TOWNS.get(town), "paragraphs", paragraphs));
        }
        return articles;
    }

    private static Map<String, Object> paragraph(int town, String thing) {
        String name = TOWNS.get(town);
        int seed = 7 * town + thing.length();
        String builder = PEOPLE.get(seed % PEOPLE.size());
        String year = String.valueOf(1800 + 3 * seed);
        String cost = String.valueOf(400 + 11 * seed);
        String context =
                "The %2$s of %1$s stands at the northern end of the town. It was built by %3$s after a storm. The work was finished in %4$s and celebrated with a fair. Its construction cost %5$s crowns, which the council had borrowed. Visitors admire the painted door."
                        .formatted(name, thing, builder, year, cost);
        return Map.of(
                "context",
                context,
                "qas",
                List.of(
                        asked("Who built the %2$s of %1$s?", name, thing, builder),
                        asked("In which year was the %2$s of %1$s finished?", name, thing, year),
                        asked("How much did the %2$s of %1$s cost?", name, thing, cost)));
    }

    private static Map<String, Object> asked(
            String pattern, String town, String thing, String answer) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("question", pattern.formatted(town, thing));
        asked.put("answers", List.of(Map.of("text", answer)));
        return asked;
    }
}
