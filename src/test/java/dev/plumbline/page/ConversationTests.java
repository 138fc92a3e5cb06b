package dev.plumbline.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Conversations: going on in them, going from one to another, and long ones. They are tried in the
 * service of the tests of asking, since starting one takes longest.
 */
abstract class ConversationTests extends BrowserTest {
    private static final String WHO = "Who invented the tern lamp?";
    private static final int LONG = 60;
    private static boolean filled;

    @BeforeEach
    void fillShelves() {
        if (!filled) {
            Library library = Library.open();
            library.collection("harbour");
            add(
                    library,
                    "default",
                    "The tern lamp was invented by Bruno Hale in 1902 in Skerry. It burns rape oil.");
            add(library, "harbour", "The Ellery harbour office opened in 1888 on Gull Street.");
            filled = true;
        }
    }

    @Test
    void conversationIsKeptOpenedRenamedAndDeleted() {
        ask("Where was the tern lamp invented?");
        ask("And in which year?");
        Locator entry = page.locator("#conversation-list li").first();
        assertThat(entry.locator(".conversation")).hasText("Where was the tern lamp invented?");
        page.locator("#new-conversation").click();
        assertThat(page.locator(".turn")).hasCount(0);
        entry.locator(".conversation").click();
        assertThat(page.locator(".turn")).hasCount(2);
        assertThat(page.locator(".turn .cite").first()).isVisible();
        entry.hover();
        entry.locator("button[title=Rename]").click();
        page.locator("#conversation-title").fill("The lamp's origin");
        page.keyboard().press("Enter");
        assertThat(entry.locator(".conversation")).hasText("The lamp's origin");
        entry.hover();
        entry.locator("button[title=Delete]").click();
        page.locator("dialog button.danger").click();
        assertThat(page.getByText("The lamp's origin")).hasCount(0);
        assertThat(page.locator(".turn")).hasCount(0);
    }

    @Test
    void failedTurnIsAskedAgainWhileAnotherAnswerIsMade() {
        AtomicInteger calls = new AtomicInteger();
        page.route(
                "**/api/v1/answers",
                route -> {
                    switch (calls.incrementAndGet()) {
                        case 1 -> route.fulfill(new Route.FulfillOptions().setStatus(503));
                        case 2 -> {} // is being made until it is stopped
                        default -> route.resume();
                    }
                });
        submit(WHO);
        assertThat(page.locator(".answer .failure")).isVisible();
        submit("When was the tern lamp invented?");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask again")).click();
        assertThat(page.locator(".answer .confidence")).isVisible();
        assertThat(page.locator("#send")).hasAttribute("aria-label", "Stop");
        page.locator("#send").click();
        assertThat(page.locator(".answer .failure")).hasText("Stopped.");
        assertThat(page.locator("#send")).hasAttribute("aria-label", "Ask");
        assertThat(page.locator(".turn")).hasCount(2);
    }

    @Test
    void questionThatNothingAnswersLeavesNoConversation() {
        int before = conversations();
        page.route(
                "**/api/v1/answers",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        page.waitForRequest(request -> request.method().equals("DELETE"), () -> submit(WHO));
        assertThat(page.locator(".answer .failure")).isVisible();
        page.waitForCondition(() -> conversations() == before);
        assertThat(page.getByText("Untitled")).hasCount(0);
        page.unroute("**/api/v1/answers");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask again")).click();
        assertThat(page.locator(".answer .confidence")).isVisible();
        assertThat(page.locator("#conversation-list [aria-current]")).hasText(WHO);
        page.waitForCondition(() -> conversations() == before + 1);
    }

    private static int conversations() {
        return Library.open()
                .call()
                .get("/api/v1/conversations?limit=1000")
                .jsonPath()
                .getList("conversations")
                .size();
    }

    @Test
    void questionBelongsToTheConversationThatIsOpen() {
        ask(WHO);
        page.locator("#new-conversation").click();
        List<Route> held = new ArrayList<>();
        page.route(
                "**/api/v1/conversations",
                route -> {
                    if (route.request().method().equals("POST")) {
                        held.add(route);
                    } else {
                        route.resume();
                    }
                });
        submit("Where was the tern lamp invented?");
        page.waitForCondition(() -> !held.isEmpty());
        page.locator("#conversation-list .conversation").first().click();
        assertThat(page.locator(".question")).hasText(WHO);
        page.waitForRequest(
                request -> request.method().equals("DELETE"), () -> held.getFirst().resume());
        Request asked =
                page.waitForRequest("**/api/v1/answers", () -> submit("And in which year?"));
        String open =
                page.locator("#conversation-list li:has([aria-current])").getAttribute("data-id");
        Map<String, String> body = JsonPath.from(asked.postData()).getMap("$");
        assertThat(body)
                .containsOnly(
                        Map.entry("conversation_id", open),
                        Map.entry("question", "And in which year?"));
        assertThat(page.locator(".turn .confidence")).hasCount(2);
        assertThat(page.getByText("Untitled")).hasCount(0);
    }

    @Test
    void conversationOverSeveralCollectionsAsksInAll() {
        Library.open()
                .call()
                .contentType("application/json")
                .body(Map.of("collections", List.of("default", "harbour"), "title", "Both"))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201);
        page.reload();
        awaitReady();
        page.getByText("Both").click();
        assertThat(page.locator("#question"))
                .hasAttribute("placeholder", "Ask about the documents of default and harbour");
        ask("When did the Ellery harbour office open?").locator(".cite").first().click();
        assertThat(page.locator("#viewer-body mark.quote")).containsText("1888");
    }

    @Test
    void longConversationIsFetchedFromItsEndFewAnswersAtATime() {
        ask(WHO);
        String messages =
                IntStream.range(0, LONG)
                        .mapToObj(
                                i ->
                                        "{\"role\": \"user\", \"text\": \"Question %d\"}, {\"role\": \"assistant\", \"text\": \"Words %d\", \"answer_id\": \"a%d\"}"
                                                .formatted(i, i, i))
                        .collect(Collectors.joining(", "));
        page.route(
                Pattern.compile("/api/v1/conversations/\\w"),
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(
                                                "{\"id\": \"long\", \"collections\": [\"default\"], \"messages\": [%s]}"
                                                        .formatted(messages))));
        List<Route> fetched = new ArrayList<>();
        AtomicBoolean open = new AtomicBoolean();
        Route.FulfillOptions gone = new Route.FulfillOptions().setStatus(404);
        page.route(
                Pattern.compile("/api/v1/answers/a\\d+$"),
                route -> {
                    fetched.add(route);
                    if (open.get()) {
                        route.fulfill(gone);
                    }
                });
        page.locator("#conversation-list .conversation").first().click();
        assertThat(page.locator(".turn")).hasCount(LONG);
        assertThat(page.getByText("Words " + (LONG - 1))).isInViewport();
        page.waitForCondition(() -> fetched.size() == 4);
        assertThat(fetched.getFirst().request().url()).endsWith("/a" + (LONG - 1));
        open.set(true);
        List.copyOf(fetched).forEach(route -> route.fulfill(gone));
        page.getByText("Words 0").scrollIntoViewIfNeeded();
        page.waitForCondition(
                () -> fetched.stream().anyMatch(route -> route.request().url().endsWith("/a0")));
        assertThat(fetched).hasSizeLessThan(LONG / 2);
    }

    private void submit(String question) {
        page.locator("#question").fill(question);
        page.keyboard().press("Enter");
    }

    private static void add(Library library, String collection, String text) {
        library.add(collection, "notes.txt", text.getBytes(StandardCharsets.UTF_8));
    }
}
