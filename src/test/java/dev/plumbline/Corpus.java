package dev.plumbline;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Documents of our own writing, and the calls that tests share. */
public final class Corpus {
    public static final String VALVE =
            "The zorbax valve was invented by Ada Quill in 1871 in Port Ellery. It regulates the pressure of mine pumps.\n\nIn 1904 the valve was replaced by the Brandt regulator.";
    public static final String MILL =
            "The Ellery mill employed 312 weavers in 1890. Its steam engine burned 14 tons of coal a week.";

    private Corpus() {}

    /** A new collection with one searchable text, by name; the document's id. */
    public static String collection(String name, String document, String text) {
        given().contentType("application/json")
                .body(Map.of("name", name))
                .post("/api/v1/collections")
                .then()
                .statusCode(201);
        return searchable(name, document, text);
    }

    /** Uploads a text and waits until it is searched by words and by meaning. */
    public static String searchable(String collection, String name, String text) {
        return searchable(collection, name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Uploads a file and waits until it is searched by words and by meaning. */
    public static String searchable(String collection, String name, byte[] content) {
        String id = send(collection, name, content, Map.of()).getString("documents[0].id");
        return Waiting.searchable(
                id,
                () ->
                        given().get("/api/v1/collections/{c}/documents/{id}", collection, id)
                                .jsonPath());
    }

    /** Uploads a file with more parts, such as readers; the receipts. */
    public static JsonPath send(
            String collection, String name, byte[] content, Map<String, String> parts) {
        RequestSpecification call = given().multiPart("file", name, content);
        parts.forEach(call::multiPart);
        return call.post("/api/v1/collections/{c}/documents", collection)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
    }

    /** A request with a JSON body. */
    public static RequestSpecification json(Map<String, ?> body) {
        return given().contentType("application/json").body(body);
    }

    /** The answer to a question. */
    public static JsonPath ask(Map<String, ?> question) {
        return json(question).post("/api/v1/answers").then().statusCode(200).extract().jsonPath();
    }
}
