package dev.plumbline.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.plumbline.page.Sources.letters;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.plumbline.OwnHome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking, and what is shown of the documents that answer. */
@QuarkusTest
@WithTestResource(OwnHome.class)
final class AskingBrowserTest extends ConversationTests {
    private static final String VALVE =
            "The story \uD83D\uDE80 of a valve.\n\nThe zorbax valve was invented by Ada Quill in 1871 in Port Ellery. It regulates the pressure of mine pumps.";
    private static final String QUESTION = "Who invented the zorbax valve?";
    private static final String OTHER = "Which enzyme breaks down lactose in the human body?";
    private static final long SEED = 20_260_401;
    private static String valve = "";
    private static String report = "";

    @BeforeEach
    void fillShelf() {
        if (valve.isEmpty()) {
            Library library = Library.open();
            valve = library.add("default", "valve.txt", VALVE.getBytes(StandardCharsets.UTF_8));
            report = library.add("default", "report.pdf", Papers.report());
        }
    }

    @Test
    void answerStreamsWithVerdictsAndNumberedCitations() {
        page.evaluate(
                """
                () => {
                    window.seen = [];
                    new MutationObserver(() => {
                        const busy = document.querySelector(".answer[aria-busy]");
                        const text = busy?.querySelector(".answer-text").textContent;
                        if (text) window.seen.push(text);
                    }).observe(document.getElementById("turns"), {subtree: true, childList: true, attributes: true});
                }\
                """);
        Locator answer = ask(QUESTION);
        assertThat(answer.locator(".sentence-text").first()).containsText("Ada Quill");
        assertThat(answer.locator(".sentence").first().locator(".cite")).hasText("1");
        assertThat(answer.locator(".sentence").first().locator(".verdict")).hasText("Supported");
        assertThat(answer.locator(".verdict svg").first()).isVisible();
        assertThat(page.locator("#status")).containsText("Ada Quill");
        List<?> whileBusy = (List<?>) page.evaluate("window.seen");
        assertThat(whileBusy).as("texts shown before the answer was complete").isNotEmpty();
    }

    @Test
    void clickedCitationShowsItsQuoteInTheText() {
        Locator answer = ask(QUESTION);
        String quote = String.valueOf(answer.locator(".source-quote").first().textContent());
        assertThat(quote).contains("Ada Quill");
        answer.locator(".cite").first().click();
        assertThat(page.locator("#viewer-body mark.quote")).isInViewport();
        assertThat(sources().highlighted()).isEqualTo(quote);
    }

    @ParameterizedTest
    @ValueSource(ints = {800, 1280, 1600})
    void openSourceLeavesTheAnswerToBeReadBesideIt(int width) {
        page.setViewportSize(width, 800);
        Locator answer = ask(QUESTION);
        answer.locator(".cite").first().click();
        assertThat(page.locator("#viewer-body mark.quote")).isInViewport();
        BoundingBox said = answer.locator(".answer-text").boundingBox();
        BoundingBox source = page.locator("#viewer-body").boundingBox();
        assertThat(said.width).isGreaterThan(200);
        assertThat(said.x + said.width).isLessThanOrEqualTo(source.x);
        assertThat(source.x + source.width).isBetween(width - 2.0, width + 1.0);
    }

    @Test
    void clickedCitationShowsItsQuoteOnThePage() {
        Locator answer = ask("Who was asked to examine every pump?");
        Locator card = answer.locator("button.source").first();
        String quote = String.valueOf(card.locator(".source-quote").textContent());
        assertThat(quote).containsPattern("Marguerite\\s+Oakenshaw");
        card.click();
        assertThat(page.locator(".pdf-page mark.quote").first()).isInViewport();
        assertThat(letters(sources().highlighted())).isEqualTo(letters(quote));
    }

    @Test
    void quoteThatThePagesHaveNoTextForIsFramedWhereItStands() {
        page.evaluate(
                """
                id => import("/js/viewer.js").then(viewer => viewer.openSource({
                    collection: "default", document_id: id, title: "A scan", n: 1, page: 2, start: 0, end: 20,
                    quote: "Words in a picture.", boxes: [{page: 2, x: 100, y: 200, width: 50, height: 10}]
                }, null))\
                """,
                report);
        Locator frame = page.locator(".pdf-page[data-page='2'] .quote-box");
        assertThat(frame).isInViewport();
        List<?> parts =
                (List<?>)
                        frame.evaluate(
                                """
                                frame => {
                                    const [box, page] = [frame, frame.closest("[data-page]")].map(e => e.getBoundingClientRect());
                                    return [(box.x - page.x) / page.width, (box.y - page.y) / page.height, box.width / page.width].map(part => Math.round(part * 100));
                                }\
                                """);
        assertThat(parts).as("percent of a page of 612 by 792").isEqualTo(List.of(16, 25, 8));
        assertThat(page.locator("#viewer-note")).isHidden();
    }

    @Test
    void highlightEqualsTheQuoteWhereverItStands() {
        String text = Library.open().text("default", report);
        assertThat(text)
                .as("words that the lines cut are whole, and there are two pages")
                .doesNotContainPattern("[a-z]-\n[a-z]")
                .contains("- 2 -");
        Random random = new Random(SEED);
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < 6; i++) {
            int start = wordAfter(points, random.nextInt(points.length - 450));
            int end = wordAfter(points, start + 20 + random.nextInt(380)) - 1;
            String quote = new String(points, start, end - start);
            sources().open(report, text, start, end);
            assertThat(letters(sources().highlighted()))
                    .as("seed %d, round %d, [%d, %d): %s", SEED, i, start, end, quote)
                    .isEqualTo(letters(quote));
        }
    }

    @Test
    void quoteOfATableIsFoundByItsCells() {
        Object found =
                page.evaluate(
                        """
                        async () => {
                            const {locate} = await import("/js/locate.js");
                            const cells = ["Member", "480", "Guest", "3 495"];
                            return [
                                locate([{page: 1, items: cells}], "Member | 480\\nGuest | 3 495"),
                                locate([{page: 1, items: ["a|b", "c"]}], "a|b"),
                            ].map(ranges => ranges.map(({item}) => item));
                        }\
                        """);
        assertThat(found).isEqualTo(List.of(List.of(0, 1, 2, 3), List.of(0)));
    }

    @Test
    void pagesThatWereLeftWhileTheyLoadedDoNotComeBack() {
        List<Route> held = new ArrayList<>();
        page.route("**/legacy/build/pdf.min.mjs", held::add);
        page.evaluate(
                "id => { import('/js/viewer.js').then(viewer => viewer.openSource({collection: 'default', document_id: id, title: 'A report'}, null)); }",
                report);
        page.waitForCondition(() -> !held.isEmpty());
        page.locator("#viewer-choices [data-form=text]").click();
        assertThat(page.locator(".text-view")).isVisible();
        held.forEach(Route::resume);
        // A view that is opened now is there later than the first one would be.
        page.evaluate(
                """
                async id => {
                    const {PdfView} = await import("/js/pdfview.js");
                    const content = await fetch(`/api/v1/collections/default/documents/${id}/content`);
                    const view = new PdfView(document.createElement("div"));
                    await view.open(await content.arrayBuffer(), {});
                    view.close();
                }\
                """,
                report);
        assertThat(page.locator(".pdf-page")).hasCount(0);
        assertThat(page.locator(".text-view")).isVisible();
    }

    @Test
    void textViewMarksCodePoints() {
        String text = Library.open().text("default", valve);
        int[] points = text.codePoints().toArray();
        for (int[] span : new int[][] {{0, 5}, {8, 12}, {10, 11}, {12, points.length}}) {
            sources().open(valve, text, span[0], span[1]);
            assertThat(sources().highlighted())
                    .isEqualTo(new String(points, span[0], span[1] - span[0]));
        }
    }

    @Test
    void refusalIsPlainAndShowsTheNearestEvidence() {
        Locator answer = ask(OTHER);
        assertThat(answer.locator(".refusal")).hasText("No answer in the documents");
        assertThat(answer.locator(".sources h3")).hasText("Nearest passages");
        assertThat(answer.locator(".verdict")).hasCount(0);
        answer.locator("button.source").first().click();
        assertThat(page.locator("mark.quote").first()).isInViewport();
    }

    @Test
    void failureIsSaidAndTheQuestionCanBeAskedAgain() {
        page.route(
                "**/api/v1/answers",
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setStatus(503)
                                        .setContentType("application/problem+json")
                                        .setBody(
                                                "{\"status\": 503, \"title\": \"Busy\", \"detail\": \"The generator rests.\"}")));
        page.locator("#question").fill(QUESTION);
        page.keyboard().press("Enter");
        assertThat(page.locator(".answer .failure")).hasText("The generator rests.");
        page.unroute("**/api/v1/answers");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask again")).click();
        assertThat(page.locator(".answer .confidence")).isVisible();
        assertThat(page.locator(".turn")).hasCount(1);
    }

    @Test
    void receiptOpens() {
        Locator answer = ask(QUESTION);
        answer.getByText("Receipt").click();
        assertThat(page.locator("dialog .receipt")).containsText("release");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
    }

    @Test
    void everythingWorksByKeyboardAlone() {
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#question")).isFocused();
        page.keyboard().type(QUESTION);
        page.keyboard().press("Enter");
        assertThat(page.locator(".answer .confidence")).isVisible();
        Locator cite = page.locator(".cite").first();
        for (int i = 0; i < 40 && !focused(cite); i++) {
            page.keyboard().press("Shift+Tab");
        }
        assertThat(cite).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#viewer-title")).isFocused();
        assertThat(page.locator("mark.quote")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#viewer")).isHidden();
        assertThat(cite).isFocused();
    }

    @Test
    void phoneShowsEverythingWithoutScrollingSideways() {
        open(360, 700, ColorScheme.LIGHT);
        assertFits("welcome");
        Locator answer = ask(QUESTION);
        assertFits("answer");
        answer.locator(".cite").first().click();
        assertThat(page.locator("mark.quote")).isInViewport();
        assertFits("text");
        page.locator("#close-viewer").click();
        sources().open(report, Library.open().text("default", report), 40, 200);
        assertFits("pages");
        page.locator("#close-viewer").click();
        page.locator("#open-menu").click();
        assertThat(page.locator("#new-conversation")).isInViewport();
        assertFits("menu");
        page.keyboard().press("Escape");
        page.locator("#to-documents").click();
        assertThat(page.locator(".document").first()).isVisible();
        assertFits("documents");
    }

    @Test
    void noStateBreaksAccessibilityRules() {
        Axe axe = new Axe(page);
        axe.check("welcome");
        Locator answer = ask(QUESTION);
        axe.check("answer");
        answer.locator(".cite").first().click();
        assertThat(page.locator("mark.quote")).isVisible();
        axe.check("text");
        sources().open(report, Library.open().text("default", report), 40, 200);
        axe.check("pages");
        page.keyboard().press("Escape");
        ask(OTHER);
        axe.check("refusal");
        page.locator("#to-documents").click();
        assertThat(page.locator(".document").first()).isVisible();
        axe.check("documents");
        page.locator("#new-collection").click();
        axe.check("dialog");
        page.keyboard().press("Escape");
        page.setViewportSize(390, 800);
        page.locator("#open-menu").click();
        axe.check("menu");
    }

    /** Where the next word begins, so that a span neither begins nor ends within one. */
    private static int wordAfter(int[] points, int from) {
        int at = from;
        while (!Character.isWhitespace(points[at]) || !Character.isLetter(points[at + 1])) {
            at++;
        }
        return at + 1;
    }

    private Sources sources() {
        return new Sources(page);
    }

    private static boolean focused(Locator locator) {
        return (Boolean) locator.evaluate("element => element === document.activeElement");
    }

    /** Nothing that is shown reaches beyond the window's right edge. */
    private void assertFits(String state) {
        Object beyond =
                page.evaluate(
                        """
                        () => [...document.querySelectorAll("body *")]
                            .filter(e => e.checkVisibility({visibilityProperty: true}))
                            .filter(e => !e.closest(".visually-hidden, .pdf-view, [inert]"))
                            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                            .map(e => e.outerHTML.slice(0, 120))\
                        """);
        assertThat((List<?>) beyond).as(state).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(state)
                .isTrue();
    }
}
