package dev.plumbline.page;

import static io.restassured.RestAssured.given;

import dev.plumbline.Waiting;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents of the service under test, put and looked at over HTTP. */
final class Library {
    private final @Nullable String key;

    private Library(@Nullable String key) {
        this.key = key;
    }

    static Library open() {
        return new Library(null);
    }

    static Library with(String key) {
        return new Library(key);
    }

    RequestSpecification call() {
        return key == null ? given() : given().header("Authorization", "Bearer " + key);
    }

    /** Uploads a file and waits until it is searchable by words and vectors. */
    String add(String collection, String name, byte[] content) {
        String id =
                call().multiPart("file", name, content)
                        .post("/api/v1/collections/{c}/documents", collection)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("documents[0].id");
        return Waiting.searchable(id, () -> document(collection, id));
    }

    void collection(String name) {
        call().contentType("application/json")
                .body(Map.of("name", name))
                .post("/api/v1/collections")
                .then()
                .statusCode(201);
    }

    JsonPath document(String collection, String id) {
        return call().get("/api/v1/collections/{c}/documents/{id}", collection, id).jsonPath();
    }

    String text(String collection, String id) {
        return call().get("/api/v1/collections/{c}/documents/{id}/text", collection, id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
