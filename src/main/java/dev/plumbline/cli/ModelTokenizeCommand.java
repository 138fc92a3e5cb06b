package dev.plumbline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.inference.format.ModelFile;
import dev.plumbline.inference.json.JsonObject;
import dev.plumbline.inference.tokenizer.EncodeOptions;
import dev.plumbline.inference.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
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
                "Reads {\"text\": .., \"add_special\"?, \"parse_special\"?} per line of standard input and writes {\"ids\": [..]}; with --decode the other way round.")
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

    @Option(
            names = "--decode",
            description =
                    "Read {\"ids\": [..]} and write {\"text\": ..}, or {\"hex\": ..} where the bytes are no UTF-8; special tokens show.")
    private boolean decode;

    @Option(names = "--json", description = "Changes nothing: every line written is a JSON value.")
    @SuppressWarnings("UnusedVariable")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (ModelFile model = ModelFile.open(file)) {
            Tokenizer tokenizer = Tokenizer.of(model);
            JsonLines.answer(
                    System.in,
                    System.out,
                    line -> decode ? text(tokenizer, line) : Map.of("ids", ids(tokenizer, line)));
        }
        return 0;
    }

    private static Map<String, String> text(Tokenizer tokenizer, JsonObject line) {
        List<?> stated =
                line.list("ids")
                        .orElseThrow(() -> new UsageException(line.missing("ids").getMessage()));
        int[] ids = new int[stated.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!(stated.get(i) instanceof Long id) || id < 0 || id >= tokenizer.vocabularySize()) {
                throw new UsageException(
                        "%s is no id of this vocabulary of %d."
                                .formatted(stated.get(i), tokenizer.vocabularySize()));
            }
            ids[i] = id.intValue();
        }
        byte[] bytes = tokenizer.decodeBytes(ids, Tokenizer.SpecialDisplay.SHOWN);
        try {
            return Map.of("text", UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Map.of("hex", HexFormat.of().formatHex(bytes));
        }
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
