package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running service. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description =
                "Ask a question; prints the answer with numbered quotes, or says that the documents do not answer it.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AskCommand implements Callable<Integer> {
    @Parameters(paramLabel = "QUESTION", description = "The question.")
    private String question;

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The collection to ask (default ${DEFAULT-VALUE}).")
    private String collection;

    @Mixin private Client client;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer =
                client.call(
                        "POST",
                        "/api/v1/answers",
                        Map.of("question", question, "collection", collection));
        PrintWriter out = spec.commandLine().getOut();
        if (client.json) {
            out.println(answer);
            return 0;
        }
        out.println(answer.path("answer").asText());
        if (!answer.path("citations").isEmpty()) {
            out.println(answer.path("refused").asBoolean() ? "\nThe nearest that was found:" : "");
        }
        for (JsonNode citation : answer.path("citations")) {
            String page =
                    citation.path("page").isNumber()
                            ? ", page " + citation.path("page").asInt()
                            : "";
            out.println(
                    "["
                            + citation.path("n").asInt()
                            + "] "
                            + citation.path("title").asText()
                            + page
                            + ": \""
                            + citation.path("quote").asText().replaceAll("\\s+", " ")
                            + "\"");
        }
        return 0;
    }
}
