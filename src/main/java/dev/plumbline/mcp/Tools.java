package dev.plumbline.mcp;

import dev.plumbline.accounts.Gate;
import dev.plumbline.accounts.Principal;
import dev.plumbline.answers.Answer;
import dev.plumbline.answers.AnswerListener;
import dev.plumbline.answers.Answering;
import dev.plumbline.answers.Question;
import dev.plumbline.collections.Tenants;
import dev.plumbline.index.Mode;
import dev.plumbline.search.Search;
import dev.plumbline.search.SearchResource;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The tools {@code search} and {@code ask}. */
@Singleton
final class Tools {
    private static final int K = 10;

    private final Search search;
    private final Answering answering;
    private final CurrentVertxRequest request;

    @Inject
    Tools(Search search, Answering answering, CurrentVertxRequest request) {
        this.search = search;
        this.answering = answering;
        this.request = request;
    }

    @Tool(
            name = "search",
            description =
                    "Finds passages of the organisation's documents by words and by meaning. Returns hits with document, page, offsets and text.",
            annotations =
                    @Tool.Annotations(
                            readOnlyHint = true,
                            destructiveHint = false,
                            openWorldHint = false))
    @Blocking
    ToolResponse search(
            @ToolArg(description = "What to look for.") String query,
            @ToolArg(description = "The collection; \"default\" where left out.")
                    Optional<String> collection,
            @ToolArg(description = "How many passages, 1 to 1000; 10 where left out.")
                    Optional<Integer> k) {
        return said(
                () -> {
                    if (query.isBlank()) {
                        throw Problem.badInput("no_query", "Say what to look for in query.");
                    }
                    List<SearchResource.HitView> hits =
                            search
                                    .find(
                                            principal(),
                                            new Search.Query(
                                                    List.of(name(collection)),
                                                    query,
                                                    k.orElse(K),
                                                    Mode.HYBRID,
                                                    null))
                                    .hits()
                                    .stream()
                                    .map(SearchResource.HitView::of)
                                    .toList();
                    return Map.of("hits", hits);
                });
    }

    @Tool(
            name = "ask",
            description =
                    "Answers a question from the organisation's documents with verbatim quotes, each with document, page and offsets, or says that they do not answer it.",
            annotations =
                    @Tool.Annotations(
                            readOnlyHint = true,
                            destructiveHint = false,
                            openWorldHint = false))
    @Blocking
    ToolResponse ask(
            @ToolArg(description = "The question.") String question,
            @ToolArg(description = "The collection; \"default\" where left out.")
                    Optional<String> collection) {
        return said(
                () -> {
                    Answer answer =
                            answering.answer(
                                    answering.checked(
                                            new Question(
                                                    principal(),
                                                    List.of(name(collection)),
                                                    question,
                                                    null,
                                                    null)),
                                    AnswerListener.NONE);
                    return answer;
                });
    }

    private static ToolResponse said(Supplier<Object> work) {
        try {
            return ToolResponse.success(new TextContent(Json.write(work.get())));
        } catch (Problem problem) {
            throw new ToolCallException(problem.detail(), problem);
        }
    }

    private static String name(Optional<String> collection) {
        return collection.filter(name -> !name.isBlank()).orElse(Tenants.DEFAULT_COLLECTION);
    }

    private Principal principal() {
        return Gate.principal(request.getCurrent());
    }
}
