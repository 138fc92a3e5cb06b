package dev.plumbline.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.plumbline.KeyTable;
import dev.plumbline.OwnHome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of a home that answers to keys only. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class KeyBrowserTest extends BrowserTest {
    private static String report = "";

    @Inject KeyTable keys;

    @BeforeEach
    void closeHome() {
        keys.close("anna-key", "anna");
        if (report.isEmpty()) {
            report = Library.with("anna-key").add("default", "report.pdf", Papers.report());
        }
        open(1280, 800, ColorScheme.LIGHT);
    }

    @Override
    void awaitReady() {
        // the page waits for a key
    }

    @Test
    void pageAsksForAKeyAndKeepsItForTheSession() {
        page.locator("#api-key").fill("wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("does not know this key");
        page.locator("#api-key").fill("anna-key");
        page.keyboard().press("Enter");
        assertThat(page.locator("#collection option:checked")).hasText("default (1 document)");
        page.locator("#to-documents").click();
        page.locator("button.document-name").click();
        assertThat(page.locator(".pdf-page canvas").first()).isVisible();
        page.reload();
        assertThat(page.locator(".document")).hasCount(1);
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat((String) page.evaluate("JSON.stringify(localStorage)"))
                .doesNotContain("anna-key");
        page.locator("#forget-key").click();
        assertThat(page.locator("#api-key")).isVisible();
    }

    @Test
    void refusedKeyIsNotAskedForForEver() {
        page.getByText("Cancel").click();
        assertThat(page.locator(".notice")).containsText("Without an API key");
    }
}
