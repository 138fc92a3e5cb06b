package dev.plumbline.documents;

import dev.plumbline.accounts.Caller;
import dev.plumbline.accounts.Principal;
import dev.plumbline.collections.Collection;
import dev.plumbline.collections.Collections;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/reindex}, {@code /api/v1/jobs} and {@code /api/v1/erasures}. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
public final class JobResource {
    private final Caller caller;
    private final Collections collections;
    private final Reindex reindex;
    private final Audits audits;
    private final Erasures erasures;

    @Inject
    JobResource(
            Caller caller,
            Collections collections,
            Reindex reindex,
            Audits audits,
            Erasures erasures) {
        this.caller = caller;
        this.collections = collections;
        this.reindex = reindex;
        this.audits = audits;
        this.erasures = erasures;
    }

    /** What is to be indexed again; nothing: the tenant's index from its log. */
    public record Which(@Nullable String collection) {}

    @POST
    @Path("reindex")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Build a new generation of the tenant's index and switch to it")
    public Response reindex(@Nullable Which which) {
        Principal principal = caller.admin();
        String name = which == null ? null : which.collection();
        Collection collection = name == null ? null : collections.find(principal, name);
        return Response.accepted(Map.of("job", reindex.start(principal.tenant(), collection)))
                .build();
    }

    @POST
    @Path("audit")
    @Operation(
            summary =
                    "Compare the tenant's files, projection log and index by digest; the job has the report")
    public Response audit() {
        Principal principal = caller.admin();
        return Response.accepted(Map.of("job", audits.start(principal.tenant()))).build();
    }

    @GET
    @Path("jobs/{id}")
    @Operation(summary = "How far a job is; only admins see the report of an audit")
    public Response job(@PathParam("id") String id) {
        Principal principal = caller.principal();
        Optional<Audits.Progress> audit =
                principal.admin() ? audits.find(principal.tenant(), id) : Optional.empty();
        return audit.isPresent()
                ? Response.ok(audit.get()).build()
                : Response.ok(reindex.progress(principal.tenant(), id)).build();
    }

    @GET
    @Path("erasures/{seq}")
    @Operation(summary = "How far the erasure of a deleted document is")
    public Erasures.Progress erasure(@PathParam("seq") long seq) {
        return erasures.progress(caller.principal(), seq);
    }
}
