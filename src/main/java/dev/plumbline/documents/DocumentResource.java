package dev.plumbline.documents;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Caller;
import dev.plumbline.accounts.Principal;
import dev.plumbline.collections.Collection;
import dev.plumbline.collections.Collections;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Home;
import dev.plumbline.storage.Json;
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
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/collections/{c}/documents}. */
@Path("/api/v1/collections/{collection}/documents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "documents")
public final class DocumentResource {
    private final Caller caller;
    private final Collections collections;
    private final Intake intake;
    private final Shelf shelf;
    private final Erasures erasures;
    private final Views views;
    private final Texts texts;
    private final UrlFetcher fetcher;
    private final BlobStore store;
    private final Home home;
    private final DocumentsSettings settings;

    @Inject
    DocumentResource(
            Caller caller,
            Collections collections,
            Intake intake,
            Shelf shelf,
            Erasures erasures,
            Views views,
            Texts texts,
            UrlFetcher fetcher,
            BlobStore store,
            Home home,
            DocumentsSettings settings) {
        this.caller = caller;
        this.collections = collections;
        this.intake = intake;
        this.shelf = shelf;
        this.erasures = erasures;
        this.views = views;
        this.texts = texts;
        this.fetcher = fetcher;
        this.store = store;
        this.home = home;
        this.settings = settings;
    }

    /** A text, or the address of a document. */
    public record TextOrUrl(
            @Nullable String title,
            @Nullable String text,
            @Nullable String url,
            @Nullable List<String> readers,
            @Nullable JsonNode attributes) {}

    /** What a PATCH may change. */
    public record Changes(@Nullable List<String> readers, @Nullable JsonNode attributes) {}

    /** What an upload answers. */
    public record Receipts(List<?> documents) {}

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Add or replace documents by file")
    public Response upload(
            @PathParam("collection") String name,
            @RestForm("file") @Nullable List<FileUpload> files,
            @RestForm @Nullable String readers,
            @RestForm @Nullable String attributes) {
        Principal principal = caller.principal();
        Collection collection = collections.find(principal, name);
        List<FileUpload> sent = files == null ? List.of() : files;
        requireSize(sent);
        List<Intake.Part> parts =
                sent.stream()
                        .map(
                                file ->
                                        new Intake.Part(
                                                file.uploadedFile(),
                                                String.valueOf(file.fileName()),
                                                file.contentType(),
                                                null,
                                                null))
                        .toList();
        return accepted(intake.accept(principal, collection, parts, terms(readers, attributes)));
    }

    /** Of requests that announced no length. */
    private void requireSize(List<FileUpload> files) {
        long bytes = files.stream().mapToLong(FileUpload::size).sum();
        if (bytes > settings.requestBytesMax()) {
            throw Problem.of(
                    413,
                    "too_large",
                    "Too large",
                    "The files of the request have "
                            + bytes
                            + " bytes; "
                            + settings.requestBytesMax()
                            + " are taken at most.");
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add or replace a document by its text or its URL")
    public Response add(@PathParam("collection") String name, @Nullable TextOrUrl body)
            throws IOException {
        Principal principal = caller.principal();
        Collection collection = collections.find(principal, name);
        if (body == null || (body.url() == null) == (body.text() == null)) {
            throw Problem.badInput("text_or_url", "Send either {title, text} or {url}.");
        }
        Intake.Terms terms = new Intake.Terms(body.readers(), body.attributes());
        Intake.Part part = body.url() != null ? fetcher.fetch(body.url()) : text(body);
        try {
            return accepted(intake.accept(principal, collection, List.of(part), terms));
        } finally {
            Files.deleteIfExists(part.file());
        }
    }

    @GET
    @Operation(summary = "List documents in the order of their making")
    public Views.Listing list(
            @PathParam("collection") String name,
            @QueryParam("status") @Nullable String status,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        Collection collection = collections.find(caller.principal(), name);
        return views.list(
                caller.principal(), collection, status(status), after, PageLimit.of(limit));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One document's record")
    public DocumentView show(@PathParam("collection") String name, @PathParam("id") String id) {
        return views.view(caller.principal(), collections.find(caller.principal(), name), id);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a document other readers or attributes, in force on return")
    public DocumentView change(
            @PathParam("collection") String name,
            @PathParam("id") String id,
            @Nullable Changes changes) {
        Collection collection = collections.find(caller.principal(), name);
        if (changes == null || changes.readers() == null && changes.attributes() == null) {
            throw Problem.badInput("nothing_to_change", "Send readers, attributes, or both.");
        }
        shelf.change(caller.principal(), collection, id, changes.readers(), changes.attributes());
        return views.view(caller.principal(), collection, id);
    }

    @POST
    @Path("{id}/retry")
    @Operation(summary = "Try a failed or held document again")
    public Response retry(@PathParam("collection") String name, @PathParam("id") String id) {
        Collection collection = collections.find(caller.principal(), name);
        shelf.retry(caller.principal(), collection, id);
        return Response.accepted(views.view(caller.principal(), collection, id)).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete a document; it is gone from every answer on return")
    public Shelf.Deletion delete(
            @PathParam("collection") String name,
            @PathParam("id") String id,
            @QueryParam("now") @DefaultValue("false") boolean now) {
        Shelf.Deletion deletion =
                shelf.delete(
                        caller.principal(), collections.find(caller.principal(), name), id, now);
        if (now) {
            erasures.runNow();
        }
        return deletion;
    }

    @GET
    @Path("{id}/text")
    @Produces("text/plain; charset=utf-8")
    @Operation(summary = "The canonical text that offsets belong to")
    public String text(
            @PathParam("collection") String name,
            @PathParam("id") String id,
            @QueryParam("sha256") @Nullable String sha256) {
        Collection collection = collections.find(caller.principal(), name);
        String wanted = sha256;
        if (wanted == null) {
            wanted =
                    views.latestText(caller.principal(), collection, id)
                            .map(revision -> revision.textSha256)
                            .orElse(null);
        } else {
            views.content(caller.principal(), collection, id, wanted);
        }
        String missing = wanted;
        if (wanted == null) {
            throw Problem.notFound("text of document", id);
        }
        return texts.text(wanted)
                .map(CanonicalText::text)
                .orElseThrow(() -> Problem.notFound("text", String.valueOf(missing)));
    }

    @GET
    @Path("{id}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The original bytes")
    public Response content(
            @PathParam("collection") String name,
            @PathParam("id") String id,
            @QueryParam("sha256") @Nullable String textSha256) {
        Collection collection = collections.find(caller.principal(), name);
        Revision revision = views.content(caller.principal(), collection, id, textSha256);
        DocumentView view = views.view(caller.principal(), collection, id);
        try {
            String file = view.name().substring(view.name().lastIndexOf('/') + 1);
            return Response.ok(store.file(revision.sha256).toFile())
                    .type(
                            revision.mediaType == null
                                    ? MediaType.APPLICATION_OCTET_STREAM
                                    : revision.mediaType)
                    .header(
                            "Content-Disposition",
                            "attachment; filename*=UTF-8''"
                                    + URLEncoder.encode(file, StandardCharsets.UTF_8)
                                            .replace("+", "%20"))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "sandbox; default-src 'none'")
                    .build();
        } catch (NoSuchFileException e) {
            throw Problem.notFound("content of document", id);
        }
    }

    private Intake.Part text(TextOrUrl body) throws IOException {
        if (body.title() == null || body.title().isBlank()) {
            throw Problem.badInput(
                    "no_title", "A text needs a title, by which it is known and replaced.");
        }
        java.nio.file.Path file = Files.createTempFile(home.temporary(), "text", ".part");
        Files.writeString(file, String.valueOf(body.text()), StandardCharsets.UTF_8);
        return new Intake.Part(file, body.title(), "text/plain; charset=utf-8", body.title(), null);
    }

    private static Intake.Terms terms(@Nullable String readers, @Nullable String attributes) {
        List<String> named =
                readers == null || readers.isBlank()
                        ? null
                        : parse(
                                readers,
                                new TypeReference<List<String>>() {},
                                "readers",
                                "a JSON array of \"user:NAME\", \"group:NAME\" or \"everyone\"");
        JsonNode values =
                attributes == null || attributes.isBlank()
                        ? null
                        : parse(
                                attributes,
                                new TypeReference<JsonNode>() {},
                                "attributes",
                                "a JSON object");
        return new Intake.Terms(named, values);
    }

    private static <T> T parse(String json, TypeReference<T> type, String part, String what) {
        try {
            return Json.read(json, type);
        } catch (IllegalArgumentException e) {
            throw Problem.badInput("bad_" + part, "The part " + part + " is " + what + ".");
        }
    }

    private static Response accepted(List<Intake.Receipt> receipts) {
        return Response.accepted(new Receipts(receipts)).build();
    }

    private static @Nullable Status status(@Nullable String status) {
        if (status == null || status.isBlank()) {
            return null;
        }
        try {
            return Status.valueOf(status);
        } catch (IllegalArgumentException e) {
            throw Problem.badInput(
                    "bad_status",
                    "status is one of "
                            + Arrays.toString(Status.values())
                            + ", not "
                            + status
                            + ".");
        }
    }
}
