package dev.plumbline.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.KeyTable;
import dev.plumbline.OwnHome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page's files, as they are served where calls need a key. */
@QuarkusTest
@WithTestResource(OwnHome.class)
final class PageFilesTest {
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");

    @Inject KeyTable keys;

    @BeforeEach
    void closeHome() {
        keys.close("anna-key", "anna");
    }

    @Test
    void pageAndItsPartsNeedNoKeyAndNameNoOtherHost() {
        given().get("/api/v1/collections").then().statusCode(401);
        List<String> parts = new ArrayList<>(List.of("/"));
        for (int i = 0; i < parts.size(); i++) {
            Response response = given().get(parts.get(i));
            assertThat(response.statusCode()).as(parts.get(i)).isEqualTo(200);
            String policy = response.getHeader("Content-Security-Policy");
            assertThat(policy).as(parts.get(i)).startsWith("default-src 'none'");
            assertThat(policy).doesNotContain("http", "unsafe-inline", "'unsafe-eval'", "*");
            assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(response.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(response.getHeader("Cache-Control")).isEqualTo("no-cache");
            Pattern links = parts.get(i).endsWith(".js") ? IMPORT : ADDRESS;
            String folder = parts.get(i).endsWith(".js") ? "/js/" : "/";
            links.matcher(response.asString())
                    .results()
                    .map((MatchResult match) -> folder + match.group(1))
                    .filter(part -> !parts.contains(part))
                    .forEach(parts::add);
        }
        assertThat(parts).hasSizeGreaterThan(15);
    }

    @Test
    void pdfJsIsServedWhereThePageLooksForIt() {
        String script = given().get("/js/pdfjs.js").asString();
        String folder = script.replaceAll("(?s).*\"(/webjars/[^\"]*)\".*", "$1");
        for (String file :
                List.of("/legacy/build/pdf.min.mjs", "/legacy/build/pdf.worker.min.mjs")) {
            Response response = given().get(folder + file);
            assertThat(response.statusCode()).as(folder + file).isEqualTo(200);
            assertThat(response.contentType()).contains("javascript");
            assertThat(response.getHeader("Cache-Control")).contains("immutable");
            assertThat(response.getHeader("Content-Security-Policy")).contains("default-src");
        }
    }
}
