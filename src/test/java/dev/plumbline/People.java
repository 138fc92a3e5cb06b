package dev.plumbline;

import static io.restassured.RestAssured.given;

import dev.plumbline.accounts.Principal;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The people of the tests about who may do what, each known by a key that is the name: Alice writes
 * notes in the collection "notes", Bob is in her group "g", Carol is not, Root is an admin and
 * nobody's reader. Eve belongs to another tenant, and so does a namesake of Bob, whose key is
 * "bob's namesake".
 */
final class People {
    static final String NOTES = "/api/v1/collections/notes/documents";
    static final String NOTE = NOTES + "/{id}";
    static final String NAMESAKE = "bob's namesake";

    private People() {}

    /** Gives all of them their keys. */
    static void makeKeys(KeyTable keys) {
        key(keys, "alice", "t", "alice");
        key(keys, "bob", "t", "bob", "g");
        key(keys, "carol", "t", "carol");
        key(keys, "eve", "other", "eve");
        key(keys, NAMESAKE, "other", "bob", "g");
        keys.add("root", new Principal("t", "root", new TreeSet<>(), true));
    }

    private static void key(
            KeyTable keys, String key, String tenant, String subject, String... groups) {
        keys.add(key, new Principal(tenant, subject, new TreeSet<>(Arrays.asList(groups)), false));
    }

    static RequestSpecification as(String person) {
        return given().header("Authorization", "Bearer " + person).contentType("application/json");
    }

    /** A note of Alice's on the price of something, once it can be searched; its id. */
    static String note(String word, List<String> readers) {
        as("alice").body(Map.of("name", "notes")).post("/api/v1/collections");
        return searchable(
                "alice",
                Map.of(
                        "title",
                        word,
                        "text",
                        "The price of " + word + " is 12 crowns a piece.",
                        "readers",
                        readers));
    }

    /** A text of somebody's among the notes, once it can be searched; its id. */
    static String searchable(String person, Map<String, ?> text) {
        String id =
                as(person)
                        .body(text)
                        .post(NOTES)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("documents[0].id");
        return Waiting.searchable(id, () -> as(person).get(NOTE, id).jsonPath());
    }

    /** The documents of the hits among the notes. */
    static List<String> found(String person, String query, String mode) {
        return as(person)
                .body(Map.of("collection", "notes", "query", query, "mode", mode, "k", 50))
                .post("/api/v1/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("hits.document_id");
    }

    /** What somebody is answered from the notes. */
    static JsonPath asked(String person, String question) {
        return as(person)
                .body(Map.of("collection", "notes", "question", question))
                .post("/api/v1/answers")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
