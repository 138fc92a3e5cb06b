package dev.plumbline;

import static dev.plumbline.Corpus.ask;
import static dev.plumbline.Corpus.json;
import static dev.plumbline.Corpus.searchable;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Offsets count code points of the canonical text, whatever the text holds: random texts with
 * characters beyond the basic plane, combining marks, line ends of every kind and a byte order
 * mark.
 */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class OffsetsTest {
    private static final int SENTENCES = 40;

    private static final List<String> ORNAMENTS =
            List.of(
                    "",
                    "\uD83D\uDE80 ", // a rocket
                    "\uD835\uDCB5 ", // a script letter beyond the basic plane
                    "\uD840\uDC0B\uD842\uDFB7 ", // rare ideographs
                    "Ze\u0301le\u0300 ", // combining accents
                    "\uD83D\uDC69\u200D\uD83D\uDD2C ", // a joined pair
                    "\uD83C\uDDEA\uD83C\uDDFA ", // a flag of two
                    "\u05E9\u05DC\u05D5\u05DD ", // right to left
                    "\u00A0", // no-break space
                    "co\u00ADworker "); // soft hyphen

    private static final List<String> GAPS = List.of(" ", " ", "\r\n", "\n", "\r\n\r\n", "\n\n");

    private static final List<String> NAMES =
            List.of("Ada Quill", "Odo Marsh", "Bram \uD835\uDCB5oller", "Ine\u0301s Vela");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 22, 333})
    void quotesAndHitsStandWhereTheySayTheyDo(long seed) {
        String collection = "offsets" + seed;
        json(Map.of("name", collection)).post("/api/v1/collections").then().statusCode(201);
        String id = searchable(collection, "random.txt", text(new Random(seed)));
        int[] text =
                given().get("/api/v1/collections/{c}/documents/{id}/text", collection, id)
                        .asString()
                        .codePoints()
                        .toArray();
        for (String mode : List.of("bm25", "dense", "hybrid")) {
            checkHits(collection, mode, text);
        }
        for (int i = 0; i < SENTENCES; i += 7) {
            checkAnswer(collection, "Who built the " + thing(i) + " mill?", text);
        }
    }

    /** All of the text is found again, each piece of it in its place. */
    private static void checkHits(String collection, String mode, int[] text) {
        JsonPath found =
                json(Map.of("collection", collection, "query", "mill", "mode", mode, "k", 1000))
                        .post("/api/v1/search")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        BitSet covered = new BitSet();
        for (int i = 0; i < found.getList("hits").size(); i++) {
            int start = found.getInt("hits[" + i + "].start");
            int end = found.getInt("hits[" + i + "].end");
            String hit = found.getString("hits[" + i + "].text");
            assertThat(hit).isEqualTo(new String(text, start, end - start));
            assertThat(hit).startsWith("In ").endsWith(".");
            covered.set(start, end);
        }
        for (int i = 0; i < text.length; i++) {
            assertThat(covered.get(i) || blank(text[i])).as("code point " + i).isTrue();
        }
    }

    private static void checkAnswer(String collection, String question, int[] text) {
        JsonPath answer = ask(Map.of("collection", collection, "question", question));
        assertThat(answer.getList("citations")).isNotEmpty();
        for (int i = 0; i < answer.getList("citations").size(); i++) {
            int start = answer.getInt("citations[" + i + "].start");
            int end = answer.getInt("citations[" + i + "].end");
            String quote = answer.getString("citations[" + i + "].quote");
            assertThat(quote).isEqualTo(new String(text, start, end - start));
            assertThat(quote).startsWith("In ").endsWith(".");
        }
        int[] said = answer.getString("answer").codePoints().toArray();
        for (int i = 0; i < answer.getList("sentences").size(); i++) {
            int start = answer.getInt("sentences[" + i + "].start");
            int end = answer.getInt("sentences[" + i + "].end");
            assertThat(new String(said, start, end - start)).startsWith("In ").endsWith(".");
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("\uFEFF");
        for (int i = 0; i < SENTENCES; i++) {
            text.append("In ")
                    .append(1800 + random.nextInt(100))
                    .append(' ')
                    .append(any(ORNAMENTS, random))
                    .append(any(NAMES, random))
                    .append(" built the ")
                    .append(thing(i))
                    .append(" mill ")
                    .append(any(ORNAMENTS, random))
                    .append("near Port Ellery.")
                    .append(any(GAPS, random));
        }
        return text.toString();
    }

    private static String thing(int number) {
        return "zor" + (char) ('a' + number % 26) + (char) ('a' + number / 26) + "bax";
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static boolean blank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }
}
