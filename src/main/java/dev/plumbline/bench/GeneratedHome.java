package dev.plumbline.bench;

import dev.plumbline.documents.Stock;
import dev.plumbline.gateway.BgeSmallEmbedder;
import dev.plumbline.storage.Home;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Fills a home with generated passages. Vectors are not embedded one by one: each topic's words
 * are, and its passages lie around them, at a cosine of about .8, so that questions, which are
 * embedded, have neighbours as in real collections.
 */
final class GeneratedHome {
    static final int PASSAGES_OF_TOPIC = 50;
    private static final double NOISE = 0.75;

    private final GeneratedTexts texts;
    private final Progress progress;

    GeneratedHome(GeneratedTexts texts, Progress progress) {
        this.texts = texts;
        this.progress = progress;
    }

    static int topics(int passages) {
        return Math.max(1, passages / PASSAGES_OF_TOPIC);
    }

    /** Adds the passages, so many a document, to a home whose empty database this is. */
    void fill(Home home, Connection database, int passages, int ofDocument)
            throws IOException, SQLException {
        int topics = topics(passages);
        progress.say("collection: embedding " + topics + " topics");
        List<float[]> centres;
        try (BgeSmallEmbedder embedder = BgeSmallEmbedder.load(home.temporary().resolve("djl"))) {
            centres = embedder.embed(IntStream.range(0, topics).mapToObj(texts::centre).toList());
        }
        Stock stock = Stock.open(home, database);
        Random random = new Random(1);
        for (int topic = 0; topic < topics; topic++) {
            for (int from = 0; from < PASSAGES_OF_TOPIC; from += ofDocument) {
                List<String> paragraphs = new ArrayList<>();
                List<float[]> vectors = new ArrayList<>();
                for (int p = from; p < Math.min(from + ofDocument, PASSAGES_OF_TOPIC); p++) {
                    paragraphs.add(texts.passage(topic, p));
                    vectors.add(around(centres.get(topic), random));
                }
                stock.add(
                        "topic-" + topic + "-" + from / ofDocument + ".txt",
                        texts.title(topic),
                        paragraphs,
                        vectors);
            }
            if ((topic + 1) % 500 == 0) {
                progress.say("collection: " + (topic + 1) * PASSAGES_OF_TOPIC + " passages");
            }
        }
        stock.finish();
    }

    private static float[] around(float[] centre, Random random) {
        float[] vector = new float[centre.length];
        double deviation = NOISE / Math.sqrt(centre.length);
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (centre[i] + random.nextGaussian() * deviation);
            squares += (double) vector[i] * vector[i];
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }
}
