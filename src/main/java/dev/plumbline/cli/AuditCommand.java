package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has a running service compare its files, its log and its index. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Compare stored files, projection log and index by digest; needs an admin's key where there are keys.",
            "Exit code 0 if they agree, 1 if anything is missing, damaged or different."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AuditCommand implements Callable<Integer> {
    private static final int PROGRESS_EVERY = 25;

    @Mixin private Client client;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        String job = client.call("POST", "/api/v1/audit", null).path("job").asText();
        JsonNode report = null;
        for (int asked = 1; report == null; asked++) {
            report = report(client.call("GET", "/api/v1/jobs/" + job, null), asked);
            if (report == null) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        boolean agree = report.path("agree").asBoolean();
        PrintWriter out = spec.commandLine().getOut();
        if (client.json) {
            out.println(report);
        } else {
            print(report, agree, out);
        }
        return agree ? 0 : 1;
    }

    private @Nullable JsonNode report(JsonNode progress, int asked) {
        String state = progress.path("state").asText();
        if (state.equals("failed")) {
            throw new IllegalStateException(
                    "The audit could not be finished: " + progress.path("error").asText());
        }
        if (state.equals("done")) {
            return progress.path("report");
        }
        if (asked % PROGRESS_EVERY == 0) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "looked at "
                                    + progress.path("done").asLong()
                                    + " of "
                                    + progress.path("total").asLong());
        }
        return null;
    }

    private static void print(JsonNode report, boolean agree, PrintWriter out) {
        out.println(
                "files: "
                        + report.path("files").asLong()
                        + ", "
                        + report.path("bytes").asLong()
                        + " bytes");
        out.println("log:   " + side(report.path("log")));
        out.println("index: " + side(report.path("index")));
        for (JsonNode finding : report.path("findings")) {
            out.println(
                    finding.path("kind").asText()
                            + ": "
                            + finding.path("document_id").asText("")
                            + " "
                            + finding.path("message").asText());
        }
        out.println(agree ? "All agree." : report.path("findings_total").asLong() + " findings.");
    }

    private static String side(JsonNode digest) {
        return digest.path("documents").asLong() + " documents, " + digest.path("hex").asText();
    }
}
