package dev.plumbline.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Asks axe for what on a page breaks the rules of accessibility. */
final class Axe {
    private static final String SCRIPT = script();

    private final Page page;
    private final String about;

    Axe(Page page, String about) {
        this.page = page;
        this.about = about;
    }

    void check(String state) {
        page.evaluate(SCRIPT);
        Object violations =
                page.evaluate(
                        """
                        () => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
                            .then(r => r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 150)} ${n.failureSummary}`)))\
                        """);
        assertThat((List<?>) violations).as("%s, %s", state, about).isEmpty();
    }

    private static String script() {
        try {
            Properties pom = new Properties();
            try (InputStream in = open("META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
                pom.load(in);
            }
            try (InputStream in =
                    open(
                            "META-INF/resources/webjars/axe-core/"
                                    + pom.getProperty("version")
                                    + "/axe.min.js")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(
                Axe.class.getClassLoader().getResourceAsStream(resource), resource);
    }
}
