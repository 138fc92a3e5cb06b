package dev.plumbline.cli;

import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.json.JsonObject;
import dev.plumbline.inference.tokenizer.EncodeOptions;
import dev.plumbline.inference.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model tokenize}: texts to token ids. */
@Command(
        name = "tokenize",
        mixinStandardHelpOptions = true,
        description =
                "Reads {\"text\": .., \"add_special\"?, \"parse_special\"?} per line of standard input and writes {\"ids\": [..]}.")
final class ModelTokenizeCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Parameters(
            paramLabel = "FILE",
            description = "A GGUF file, or a folder in Hugging Face layout.")
    private Path file;

    @Option(
            names = "--add-special",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            description =
                    "Whether begin and end tokens are added as the model says (default: true).")
    private boolean addSpecial;

    @Option(
            names = "--parse-special",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            description =
                    "Whether special tokens written in a text become their ids (default: true).")
    private boolean parseSpecial;

    @Option(names = "--json", description = "Changes nothing: every line written is a JSON value.")
    @SuppressWarnings("UnusedVariable")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (ModelFile model = ModelFile.open(file)) {
            Tokenizer tokenizer = Tokenizer.of(model);
            JsonLines.answer(System.in, System.out, line -> Map.of("ids", ids(tokenizer, line)));
        }
        return 0;
    }

    private int[] ids(Tokenizer tokenizer, JsonObject line) {
        String text =
                line.text("text")
                        .orElseThrow(() -> new UsageException(line.missing("text").getMessage()));
        EncodeOptions options =
                new EncodeOptions(
                        line.truth("add_special").orElse(addSpecial),
                        line.truth("parse_special").orElse(parseSpecial));
        return tokenizer.encode(text, options);
    }
}
