package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches a running service. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Find passages by words, by meaning, or by both.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SearchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "QUERY", description = "What to look for.")
    private String query;

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The collection to search (default ${DEFAULT-VALUE}).")
    private String collection;

    @Option(
            names = "--k",
            paramLabel = "K",
            defaultValue = "10",
            description = "Most hits (default ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "hybrid",
            description = "hybrid, bm25 or dense (default ${DEFAULT-VALUE}).")
    private String mode;

    @Mixin private Client client;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode found =
                client.call(
                        "POST",
                        "/api/v1/search",
                        Map.of("query", query, "collection", collection, "k", k, "mode", mode));
        PrintWriter out = spec.commandLine().getOut();
        if (client.json) {
            out.println(found);
            return 0;
        }
        for (JsonNode hit : found.path("hits")) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%.3f  %s: %s",
                            hit.path("score").asDouble(),
                            hit.path("title").asText(),
                            hit.path("text").asText().replaceAll("\\s+", " ")));
        }
        return 0;
    }
}
