package dev.plumbline.answers;

import static dev.plumbline.Corpus.ask;
import static dev.plumbline.Corpus.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import dev.plumbline.storage.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Citations name the page and the boxes of their own words, not those of the passage. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class CitedPagesTest {
    private static final List<List<String>> PAGES =
            List.of(
                    List.of(
                            "The pumps of the Gannet mine were examined in the spring of 1872. The",
                            "engineer Marguerite Oakenshaw found five of them broken, and had the"),
                    List.of(
                            "boilers cleaned by the smith Tobias Wren. A telegraph line to the harbour",
                            "was strung by Lavinia Peck in the following year."));
    private static byte[] file = {};

    @BeforeEach
    void fill() throws IOException {
        if (file.length == 0) {
            file = pdf();
            json(Map.of("name", "mine")).post("/api/v1/collections").then().statusCode(201);
            Corpus.searchable("mine", "mine.pdf", file);
        }
    }

    private static JsonPath asked(String question) {
        return ask(Map.of("collection", "mine", "question", question));
    }

    @Test
    void quoteOnTheSecondPageOfItsPassageNamesThatPage() throws IOException {
        JsonPath hits =
                json(Map.of("collection", "mine", "query", "Who strung the telegraph line?"))
                        .post("/api/v1/search")
                        .jsonPath();
        assertThat(hits.getInt("hits[0].page")).as("where the passage begins").isEqualTo(1);
        assertThat(hits.getString("hits[0].text")).contains("1872", "Lavinia Peck");

        JsonPath answer = asked("Who strung the telegraph line to the harbour?");

        assertThat(answer.getString("citations[0].quote")).contains("Lavinia Peck");
        assertThat(answer.getInt("citations[0].page")).isEqualTo(2);
        assertThat(letters(standing(answer))).isEqualTo(letters(quote(answer)));
        JsonPath kept = given().get("/api/v1/answers/{id}", answer.getString("id")).jsonPath();
        assertThat(kept.getMap("")).isEqualTo(answer.getMap(""));
    }

    @Test
    void quoteOverThePageBreakHasBoxesOnBothPages() throws IOException {
        JsonPath answer = asked("Which engineer had the boilers cleaned?");
        assertThat(quote(answer)).containsPattern("Oakenshaw(.|\n)*boilers");
        assertThat(answer.getInt("citations[0].page")).isEqualTo(1);
        assertThat(answer.getList("citations[0].boxes.page")).contains(1, 2);
        assertThat(letters(standing(answer))).isEqualTo(letters(quote(answer)));
    }

    @Test
    void nearestEvidenceOfARefusalHasItsBoxesToo() throws IOException {
        JsonPath answer = asked("Which enzyme breaks down lactose in the human body?");
        assertThat(answer.getBoolean("refused")).isTrue();
        assertThat(letters(standing(answer))).isEqualTo(letters(quote(answer)));
    }

    @Test
    void textWithoutPagesHasNeitherPageNorBoxes() {
        Corpus.collection("plain", "valve.txt", Corpus.VALVE);
        JsonPath answer =
                ask(Map.of("collection", "plain", "question", "Who invented the zorbax valve?"));
        Map<String, Object> citation = answer.getMap("citations[0]");
        assertThat(citation).containsEntry("page", null).doesNotContainKey("boxes");
    }

    @Test
    void answersOfFormerVersionsAreStillRead() {
        StoredAnswer stored =
                Json.read(
                        """
                        {"confidence": 0.9, "truncated": false, "sentences": [], "release": "r", "profile": "p", "usage": {}, "timings_ms": {},
                         "citations": [{"n": 1, "collection": "c", "document_id": "d", "revision": 1, "text_sha256": "t", "page": 4, "start": 0, "end": 5, "score": 0.5}]}\
                        """,
                        StoredAnswer.class);
        assertThat(stored.citations().getFirst().page()).isEqualTo(4);
        assertThat(stored.citations().getFirst().boxes()).isEmpty();
    }

    private static String quote(JsonPath answer) {
        return answer.getString("citations[0].quote");
    }

    /** What PDFBox reads within the first citation's boxes. */
    private static String standing(JsonPath answer) throws IOException {
        StringBuilder text = new StringBuilder();
        List<Map<String, Number>> boxes = answer.getList("citations[0].boxes");
        assertThat(boxes).isNotEmpty();
        try (PDDocument pdf = Loader.loadPDF(file)) {
            for (Map<String, Number> box : boxes) {
                PDFTextStripperByArea stripper = new PDFTextStripperByArea();
                stripper.addRegion(
                        "box",
                        new Rectangle2D.Float(
                                of(box, "x") - .5f,
                                of(box, "y"),
                                of(box, "width") + 1,
                                of(box, "height")));
                stripper.extractRegions(pdf.getPage((int) of(box, "page") - 1));
                text.append(stripper.getTextForRegion("box"));
            }
        }
        return text.toString();
    }

    private static float of(Map<String, Number> box, String name) {
        return box.getOrDefault(name, -1).floatValue();
    }

    private static String letters(String text) {
        return text.replaceAll("\\s", "");
    }

    private static byte[] pdf() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDFont font = new PDType1Font(FontName.HELVETICA);
            for (int number = 0; number < PAGES.size(); number++) {
                PDPage page = new PDPage(PDRectangle.LETTER);
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    float y = number == 0 ? 100 : 720;
                    for (String line : PAGES.get(number)) {
                        content.beginText();
                        content.setFont(font, 12);
                        content.newLineAtOffset(72, y);
                        content.showText(line);
                        content.endText();
                        y -= 15;
                    }
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            pdf.save(out);
            return out.toByteArray();
        }
    }
}
