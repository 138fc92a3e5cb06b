package dev.plumbline.documents;

import dev.plumbline.accounts.Caller;
import dev.plumbline.accounts.Principal;
import dev.plumbline.collections.Collection;
import dev.plumbline.collections.Collections;
import dev.plumbline.releases.Release;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/collections}. */
@Path("/api/v1/collections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "collections")
public final class CollectionResource {
    private final Caller caller;
    private final Collections collections;
    private final Views views;
    private final Shelf shelf;
    private final Release release;

    @Inject
    CollectionResource(
            Caller caller, Collections collections, Views views, Shelf shelf, Release release) {
        this.caller = caller;
        this.collections = collections;
        this.views = views;
        this.shelf = shelf;
        this.release = release;
    }

    /** What a caller sends to make or change a collection. */
    public record Wish(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> readers,
            @Nullable String unsupported) {
        Collections.Settings settings() {
            return new Collections.Settings(description, readers, unsupported);
        }
    }

    /** A collection as the caller may see it. */
    public record CollectionView(
            String name,
            @Nullable String description,
            String creator,
            @Nullable List<String> readers,
            String unsupported,
            long documents,
            long passages,
            String release,
            Instant created,
            Instant updated) {}

    /** All of them. */
    public record Listing(List<CollectionView> collections) {}

    @POST
    @Operation(summary = "Make a collection")
    public Response create(@Nullable Wish wish) {
        if (wish == null) {
            throw Problem.badInput("no_body", "Send {\"name\": ...}.");
        }
        return Response.status(201)
                .entity(view(collections.create(caller.principal(), wish.name(), wish.settings())))
                .build();
    }

    @GET
    @Operation(summary = "List the collections of the caller's tenant")
    public Listing list() {
        return new Listing(collections.all(caller.principal()).stream().map(this::view).toList());
    }

    @GET
    @Path("{collection}")
    @Operation(summary = "One collection")
    public CollectionView show(@PathParam("collection") String name) {
        return view(collections.find(caller.principal(), name));
    }

    @PATCH
    @Path("{collection}")
    @Operation(
            summary =
                    "Change a collection's description, default readers, or what becomes of unsupported sentences")
    public CollectionView change(@PathParam("collection") String name, @Nullable Wish wish) {
        if (wish == null || wish.name() != null && !wish.name().equals(name)) {
            throw Problem.badInput(
                    "bad_change",
                    "Send description, readers or unsupported; a collection keeps its name.");
        }
        return view(collections.change(caller.principal(), name, wish.settings()));
    }

    @DELETE
    @Path("{collection}")
    @Operation(summary = "Delete a collection with all its documents")
    public Response delete(@PathParam("collection") String name) {
        Principal principal = caller.principal();
        shelf.delete(principal, collections.find(principal, name));
        return Response.noContent().build();
    }

    private CollectionView view(Collection collection) {
        Views.Counts counts = views.counts(caller.principal(), collection);
        return new CollectionView(
                collection.name(),
                collection.description().orElse(null),
                collection.creator(),
                collection.readers().orElse(null),
                collection.omitsUnsupported() ? "omit" : "show",
                counts.documents(),
                counts.passages(),
                release.id(),
                Instant.ofEpochMilli(collection.createdAt()),
                Instant.ofEpochMilli(collection.updatedAt()));
    }
}
