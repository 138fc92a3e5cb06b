package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a running service build its index anew. */
@Command(
        name = "reindex",
        mixinStandardHelpOptions = true,
        description =
                "Build the index anew from stored artifacts; returns when the new index serves.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ReindexCommand implements Callable<Integer> {
    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description =
                    "Derive this collection's artifacts again first, where they are lost or their producer changed.")
    private @Nullable String collection;

    @Mixin private Client client;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        String job =
                client.call(
                                "POST",
                                "/api/v1/reindex",
                                collection == null ? Map.of() : Map.of("collection", collection))
                        .path("job")
                        .asText();
        long before = -1;
        while (true) {
            JsonNode progress = client.call("GET", "/api/v1/jobs/" + job, null);
            String state = progress.path("state").asText();
            if (state.equals("failed")) {
                throw new IllegalStateException(
                        "The index could not be built: " + progress.path("error").asText());
            }
            if (state.equals("done")) {
                spec.commandLine()
                        .getOut()
                        .println(client.json ? progress : "The new index serves.");
                return 0;
            }
            long done = progress.path("done").asLong();
            if (done != before) {
                spec.commandLine()
                        .getErr()
                        .println("done " + done + " of " + progress.path("total").asLong());
                before = done;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
