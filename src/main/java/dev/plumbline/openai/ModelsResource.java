package dev.plumbline.openai;

import dev.plumbline.accounts.Caller;
import dev.plumbline.collections.Collection;
import dev.plumbline.collections.Collections;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/models}. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "openai")
public final class ModelsResource {
    private final Caller caller;
    private final Collections collections;

    @Inject
    ModelsResource(Caller caller, Collections collections) {
        this.caller = caller;
        this.collections = collections;
    }

    /** A model; {@code created} in seconds since 1970 UTC. */
    public record Model(String id, String object, long created, String ownedBy) {
        static Model of(Collection collection) {
            return new Model(
                    Models.of(collection.name()),
                    "model",
                    collection.createdAt() / 1_000,
                    "plumbline");
        }
    }

    /** All of them. */
    public record Listing(String object, List<Model> data) {}

    @GET
    @Operation(summary = "The models that the caller may ask, one for each collection")
    public Listing list() {
        return new Listing(
                "list", collections.all(caller.principal()).stream().map(Model::of).toList());
    }

    @GET
    @Path("{id: .+}")
    @Operation(summary = "One model")
    public Model show(@PathParam("id") String id) {
        return Model.of(collections.find(caller.principal(), Models.collections(id).getFirst()));
    }
}
