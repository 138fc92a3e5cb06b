package dev.plumbline.conversations;

import dev.plumbline.accounts.Caller;
import dev.plumbline.search.SearchResource;
import dev.plumbline.web.PageLimit;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/conversations}. */
@Path("/api/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public final class ConversationResource {
    private static final int LIMIT = 100;

    private final Caller caller;
    private final Conversations conversations;
    private final Messages messages;

    @Inject
    ConversationResource(Caller caller, Conversations conversations, Messages messages) {
        this.caller = caller;
        this.conversations = conversations;
        this.messages = messages;
    }

    /** What a caller sends to begin or rename a conversation. */
    public record Wish(
            @Nullable String collection,
            @Nullable List<String> collections,
            @Nullable String title) {}

    /**
     * A conversation with what was said in it last.
     *
     * @param earlier what {@code before} takes for the messages before these; null where there are
     *     none
     */
    public record Whole(
            String id,
            @Nullable String title,
            List<String> collections,
            Instant created,
            Instant updated,
            List<Messages.Message> messages,
            @Nullable String earlier) {}

    /** A page; {@code next} is what {@code after} takes for the following one. */
    public record Listing(List<Conversation> conversations, @Nullable String next) {}

    @POST
    @Operation(summary = "Begin a conversation")
    public Response create(@Nullable Wish wish) {
        Wish wanted = wish == null ? new Wish(null, null, null) : wish;
        List<String> names = SearchResource.names(wanted.collection(), wanted.collections());
        return Response.status(201)
                .entity(conversations.create(caller.principal(), names, wanted.title()))
                .build();
    }

    @GET
    @Operation(summary = "List the caller's conversations, the latest first")
    public Listing list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") String wanted) {
        int limit = PageLimit.of(wanted);
        List<Conversation> found = conversations.list(caller.principal(), after, limit + 1);
        boolean more = found.size() > limit;
        List<Conversation> page = more ? found.subList(0, limit) : found;
        return new Listing(page, more ? page.getLast().id() : null);
    }

    @GET
    @Path("{id}")
    @Operation(
            summary =
                    "A conversation with its last messages: at most so many questions and answers, before one")
    public Whole show(
            @PathParam("id") String id,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        return whole(conversations.find(caller.principal(), id), before, PageLimit.of(limit));
    }

    @PATCH
    @Path("{id}")
    @Operation(summary = "Rename a conversation")
    public Whole rename(@PathParam("id") String id, @Nullable Wish wish) {
        if (wish == null
                || wish.title() == null
                || wish.collection() != null
                || wish.collections() != null) {
            throw Problem.badInput(
                    "bad_change", "Send {\"title\": ...}; a conversation keeps its collections.");
        }
        return whole(conversations.rename(caller.principal(), id, wish.title()), null, LIMIT);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete a conversation with its answers")
    public Response delete(@PathParam("id") String id) {
        conversations.delete(caller.principal(), id);
        return Response.noContent().build();
    }

    private Whole whole(Conversation conversation, @Nullable String before, int limit) {
        Messages.Page page = messages.of(caller.principal(), conversation.id(), before, limit);
        return new Whole(
                conversation.id(),
                conversation.title(),
                conversation.collections(),
                conversation.created(),
                conversation.updated(),
                page.messages(),
                page.earlier());
    }
}
