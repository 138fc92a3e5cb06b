package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.storage.Json;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at and deletes documents of a running service. */
@Command(
        name = "documents",
        mixinStandardHelpOptions = true,
        description = "List, show, retry and delete the documents of a collection.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DocumentsCommand implements Runnable {
    private static final int PAGE = 500;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: list, show, retry or delete.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "List documents with their status, and the reason where one failed or is found by words alone.")
    int list(
            @Mixin Client client,
            @Option(
                            names = "--collection",
                            defaultValue = "default",
                            description = "The collection.")
                    String collection) {
        ArrayNode documents = all(client, collection);
        PrintWriter out = spec.commandLine().getOut();
        if (client.json) {
            ObjectNode listing = Json.MAPPER.createObjectNode();
            listing.set("documents", documents);
            out.println(listing);
            return 0;
        }
        for (JsonNode document : documents) {
            String reason = document.path("reason").path("message").asText("");
            out.println(
                    document.path("id").asText()
                            + "  "
                            + document.path("status").asText()
                            + "  "
                            + document.path("name").asText()
                            + (reason.isEmpty() ? "" : "  (" + reason + ")"));
        }
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show one document's record.")
    int show(
            @Mixin Client client,
            @Option(
                            names = "--collection",
                            defaultValue = "default",
                            description = "The collection.")
                    String collection,
            @Parameters(paramLabel = "ID", description = "The document's id.") String id) {
        spec.commandLine()
                .getOut()
                .println(client.call("GET", path(collection, id), null).toPrettyString());
        return 0;
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Try a document again that failed, is held, or lacks vectors.")
    int retry(
            @Mixin Client client,
            @Option(
                            names = "--collection",
                            defaultValue = "default",
                            description = "The collection.")
                    String collection,
            @Parameters(paramLabel = "ID", description = "The document's id.") String id) {
        spec.commandLine()
                .getOut()
                .println(client.call("POST", path(collection, id) + "/retry", null));
        return 0;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description =
                    "Delete a document; it is gone from every answer at once, and from every file later.")
    int delete(
            @Mixin Client client,
            @Option(
                            names = "--collection",
                            defaultValue = "default",
                            description = "The collection.")
                    String collection,
            @Option(names = "--now", description = "Erase it from every file at once.") boolean now,
            @Parameters(paramLabel = "ID", description = "The document's id.") String id) {
        spec.commandLine()
                .getOut()
                .println(
                        client.call(
                                "DELETE", path(collection, id) + (now ? "?now=true" : ""), null));
        return 0;
    }

    /** All documents of a collection, page by page. */
    static ArrayNode all(Client client, String collection) {
        ArrayNode documents = Json.MAPPER.createArrayNode();
        String after = "";
        while (true) {
            JsonNode page =
                    client.call(
                            "GET",
                            "/api/v1/collections/"
                                    + Client.encode(collection)
                                    + "/documents?limit="
                                    + PAGE
                                    + after,
                            null);
            page.path("documents").forEach(documents::add);
            if (!page.hasNonNull("next")) {
                return documents;
            }
            after = "&after=" + Client.encode(page.path("next").asText());
        }
    }

    private static String path(String collection, String id) {
        return "/api/v1/collections/"
                + Client.encode(collection)
                + "/documents/"
                + Client.encode(id);
    }
}
