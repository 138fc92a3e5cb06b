package dev.plumbline.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import dev.plumbline.OwnHome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Adding documents and collections, and what is shown and done about each. */
@QuarkusTest
@WithTestResource(OwnHome.class)
final class DocumentsBrowserTest extends BrowserTest {
    @Test
    void droppedFileIsSentAndFollowedUntilItIsSearchable() {
        begin("dropped");
        JSHandle files =
                page.evaluateHandle(
                        """
                        () => {
                            const transfer = new DataTransfer();
                            transfer.items.add(new File(["The ferry to Skerry Island leaves at 8:40."], "ferry.txt", {type: "text/plain"}));
                            return transfer;
                        }\
                        """);
        page.dispatchEvent("main", "dragenter", Map.of("dataTransfer", files));
        assertThat(page.locator("#drop")).isVisible();
        page.dispatchEvent("main", "drop", Map.of("dataTransfer", files));
        assertThat(page.locator("#drop")).isHidden();
        Locator row = row("ferry.txt");
        assertThat(row.locator(".state")).hasText("Searchable");
        assertThat(row.locator(".vectors")).hasCount(0);
        assertThat(page.locator("#collection")).hasValue("dropped");
        assertThat(page.locator("#collection option:checked")).hasText("dropped (1 document)");
    }

    @Test
    void chosenFilesAreSentEachWithItsProgress() {
        begin("chosen");
        Locator uploads = page.locator(".uploads .upload");
        List<Route> held = new ArrayList<>();
        AtomicBoolean open = new AtomicBoolean();
        page.route(
                Pattern.compile("/documents$"),
                route -> {
                    if (open.get()) {
                        route.resume();
                    } else {
                        held.add(route);
                    }
                });
        page.locator("#files")
                .setInputFiles(
                        new FilePayload[] {
                            file("one.txt", "The first lighthouse was lit in 1811."),
                            file("two.txt", "The second lighthouse was lit in 1840."),
                            file("none.txt", "")
                        });
        assertThat(uploads).hasCount(3);
        assertThat(uploads.first().locator("progress")).isVisible();
        open.set(true);
        held.forEach(Route::resume);
        assertThat(row("one.txt").locator(".state")).hasText("Searchable");
        assertThat(row("two.txt").locator(".state")).hasText("Searchable");
        assertThat(uploads).hasCount(1);
        assertThat(uploads.locator(".upload-state")).containsText("empty");
        uploads.locator("button").click();
        assertThat(uploads).hasCount(0);
    }

    @Test
    void unreadableFileSaysWhyAndCanBeTriedAgain() {
        begin("locked");
        page.locator("#files")
                .setInputFiles(new FilePayload("ledger.pdf", "application/pdf", Papers.locked()));
        Locator row = row("ledger.pdf");
        assertThat(row.locator(".state")).hasText("Failed");
        assertThat(row.locator(".document-reason")).containsText("password");
        page.waitForResponse(
                response -> response.url().endsWith("/retry") && response.status() == 202,
                () -> row.locator("[data-action=retry]").click());
        assertThat(row.locator(".state")).hasText("Failed");
    }

    @Test
    void documentWithoutVectorsSaysWhyAndCanBeTriedAgain() {
        begin("words");
        page.route(
                Pattern.compile("/documents\\?limit="),
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(
                                                """
                                                {"documents": [{"id": "w", "name": "w.txt", "title": "w.txt", "status": "SEARCHABLE", "vectors": "none", "revision": 1,
                                                 "reason": {"code": "embedder_rejected", "message": "The embedder refuses passage 1."},
                                                 "bytes": 9, "pages": 0, "passages": 1, "text_sha256": "t", "updated": "2026-01-01T00:00:00Z"},
                                                {"id": "p", "name": "p.txt", "title": "p.txt", "status": "SEARCHABLE", "vectors": "ready", "revision": 1,
                                                 "reason": {"code": "embedder_rejected", "message": "The embedder refuses passage 1 of 2."},
                                                 "bytes": 9, "pages": 0, "passages": 2, "text_sha256": "t", "updated": "2026-01-01T00:00:00Z"}]}\
                                                """)));
        page.reload();
        Locator row = row("w.txt");
        assertThat(row.locator(".state")).hasText("Searchable");
        assertThat(row.locator(".vectors")).hasText("by words only");
        assertThat(row.locator(".document-reason")).hasText("The embedder refuses passage 1.");
        page.waitForRequest(
                request -> request.url().endsWith("/documents/w/retry"),
                () -> row.locator("[data-action=retry]").click());
        assertThat(row("p.txt").locator(".vectors")).hasText("partly by words only");
        assertThat(row("p.txt").locator("[data-action=retry]")).isVisible();
    }

    @Test
    void deletedDocumentIsGoneAfterAQuestion() {
        begin("deleted");
        page.locator("#files").setInputFiles(file("gone.txt", "The mill burned down in 1902."));
        Locator row = row("gone.txt");
        assertThat(row.locator(".state")).hasText("Searchable");
        String id = String.valueOf(row.getAttribute("data-id"));
        row.locator("[data-action=delete]").click();
        assertThat(page.locator("dialog button.secondary")).isFocused();
        page.keyboard().press("Escape");
        assertThat(row).isVisible();
        row.locator("[data-action=delete]").click();
        page.locator("dialog button.danger").click();
        assertThat(row).hasCount(0);
        assertThat(page.locator(".empty")).containsText("no documents here yet");
        Library.open()
                .call()
                .get("/api/v1/collections/deleted/documents/{id}", id)
                .then()
                .statusCode(404);
    }

    @Test
    void longListComesInPages() {
        begin("paged");
        page.locator("#files")
                .setInputFiles(
                        new FilePayload[] {
                            file("a.txt", "Alder grows by the river."),
                            file("b.txt", "Birch grows on the hill."),
                            file("c.txt", "Cedar grows in the park.")
                        });
        assertThat(page.locator(".document[data-status=SEARCHABLE]")).hasCount(3);
        page.route(
                Pattern.compile("/documents\\?limit="),
                route ->
                        route.resume(
                                new Route.ResumeOptions()
                                        .setUrl(
                                                route.request()
                                                        .url()
                                                        .replaceAll("limit=\\d+", "limit=2"))));
        page.reload();
        assertThat(page.locator(".document")).hasCount(2);
        page.locator(".more button").click();
        assertThat(page.locator(".document")).hasCount(3);
        assertThat(page.locator(".more button")).isHidden();
        page.locator("#state-filter").selectOption("FAILED");
        assertThat(page.locator(".empty")).hasText("No document is in this state.");
    }

    @Test
    void openedDocumentShowsItsText() {
        begin("opened");
        page.locator("#files")
                .setInputFiles(file("oak.txt", "The oak of Ellery is 900 years old."));
        assertThat(row("oak.txt").locator(".state")).hasText("Searchable");
        row("oak.txt").locator("button.document-name").click();
        assertThat(page.locator(".text-view")).hasText("The oak of Ellery is 900 years old.");
        assertThat(page.locator("mark")).hasCount(0);
    }

    @Test
    void nameThatIsTakenIsSaidInTheDialog() {
        begin("taken");
        page.locator("#new-collection").click();
        page.locator("#collection-name").fill("taken");
        page.locator("dialog button.primary").click();
        assertThat(page.locator("dialog .field-error")).containsText("already");
        page.keyboard().press("Escape");
        assertThat(page.locator("#collection")).hasValue("taken");
    }

    /** Makes a collection on the page and shows its documents. */
    private void begin(String collection) {
        page.locator("#to-documents").click();
        page.locator("#new-collection").click();
        page.locator("#collection-name").fill(collection);
        page.locator("dialog button.primary").click();
        assertThat(page.locator("#collection")).hasValue(collection);
        assertThat(page.locator(".empty")).isVisible();
    }

    private Locator row(String name) {
        return page.locator(".document", new Page.LocatorOptions().setHasText(name));
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
}
