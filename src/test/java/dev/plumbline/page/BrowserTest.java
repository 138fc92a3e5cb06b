package dev.plumbline.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * A browser, and a page of its own for each test. After each test it holds that the page asked no
 * other host, that nothing broke its policy, and that no script failed.
 */
@Tag("browser")
@SuppressWarnings("NullAway.Init") // filled before the tests
abstract class BrowserTest {
    private static final double PATIENCE_MS = 30_000;
    private static Chromium chromium;

    @TestHTTPResource("/")
    URI root;

    final List<String> faults = new ArrayList<>();
    final List<String> requests = new ArrayList<>();
    BrowserContext context;
    Page page;

    @BeforeAll
    static void startBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @BeforeEach
    void openPage() {
        open(1280, 800, ColorScheme.LIGHT);
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        context.close();
        assertThat(requests)
                .allMatch(
                        url ->
                                url.startsWith("data:")
                                        || url.startsWith("blob:")
                                        || root.getAuthority()
                                                .equals(URI.create(url).getAuthority()));
        assertThat(faults).isEmpty();
    }

    /** Opens the page in a window of this size, in place of the one that is open. */
    void open(int width, int height, ColorScheme scheme) {
        if (context != null) {
            context.close();
        }
        context =
                chromium.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setBaseURL(root.toString())
                                        .setViewportSize(width, height)
                                        .setColorScheme(scheme)
                                        .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MS);
        page = context.newPage();
        page.onRequest(request -> requests.add(request.url()));
        page.onPageError(faults::add);
        page.onConsoleMessage(
                message -> {
                    // A refused call is said on the page; the console repeats it by itself.
                    if (message.type().equals("error")
                            && !message.text().startsWith("Failed to load resource")) {
                        faults.add(message.text());
                    }
                });
        page.navigate("/");
        awaitReady();
    }

    void awaitReady() {
        page.locator("html[data-ready]").waitFor();
    }

    /** Asks, and waits until the answer is complete. */
    Locator ask(String question) {
        page.locator("#question").fill(question);
        page.locator("#send").click();
        Locator answer = page.locator(".turn").last().locator(".answer");
        assertThat(answer.locator(".confidence")).isVisible();
        return answer;
    }
}
