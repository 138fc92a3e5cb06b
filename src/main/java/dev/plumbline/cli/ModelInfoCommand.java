package dev.plumbline.cli;

import dev.plumbline.inference.format.ModelDescription;
import dev.plumbline.inference.format.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model info}: what a model file holds. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description =
                "Shows architecture, sizes, tensor types and metadata of a model, and whether it is run.")
final class ModelInfoCommand implements Callable<Integer> {
    private static final int TEXT_SHOWN_MAX = 100;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Parameters(
            paramLabel = "FILE",
            description = "A GGUF file, or a folder in Hugging Face layout.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (ModelFile model = ModelFile.open(file)) {
            Map<String, Object> facts = ModelDescription.of(model);
            if (json) {
                JsonLines.print(System.out, facts);
            } else {
                print("", facts);
            }
        }
        return 0;
    }

    private static void print(String prefix, Map<?, ?> facts) {
        facts.forEach(
                (name, value) -> {
                    if (value instanceof Map<?, ?> nested) {
                        print(prefix + name + ".", nested);
                    } else {
                        System.out.printf("%-48s %s%n", prefix + name, shortened(value));
                    }
                });
    }

    private static String shortened(Object value) {
        String text = value.toString().replace('\n', ' ');
        return text.length() <= TEXT_SHOWN_MAX ? text : text.substring(0, TEXT_SHOWN_MAX) + " ...";
    }
}
