package dev.plumbline.ingestion.bench;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** A process of {@link BareTika}: a line with a file's path in, a line with its characters out. */
public final class BareTikaMain {
    private BareTikaMain() {}

    /** Reads files until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        AutoDetectParser tika = new AutoDetectParser();
        BufferedReader requests =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = requests.readLine(); file != null; file = requests.readLine()) {
            answers.println(characters(tika, Path.of(file)));
        }
    }

    private static int characters(AutoDetectParser tika, Path file) {
        BodyContentHandler text = new BodyContentHandler(-1);
        Metadata metadata = new Metadata();
        try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
            tika.parse(in, text, metadata, new ParseContext());
            return text.toString().length();
        } catch (IOException | SAXException | TikaException | RuntimeException e) {
            return -1;
        }
    }
}
