package dev.plumbline.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
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

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice");
    private static final List<String> COLOURS = List.of("color-contrast");

    private final Page page;

    Axe(Page page) {
        this.page = page;
    }

    /** All rules in the light theme; in the dark one those that colours can break. */
    void check(String state) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        check(state + ", light", "tag", RULES);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        check(state + ", dark", "rule", COLOURS);
    }

    private void check(String state, String kind, List<String> names) {
        if ((Boolean) page.evaluate("() => !window.axe")) {
            page.evaluate(SCRIPT);
        }
        Object violations =
                page.evaluate(
                        """
                        ([type, values]) => axe.run(document, {runOnly: {type, values}, resultTypes: ["violations"]})
                            .then(r => r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 150)} ${n.failureSummary}`)))\
                        """,
                        List.of(kind, names));
        assertThat((List<?>) violations).as(state).isEmpty();
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
