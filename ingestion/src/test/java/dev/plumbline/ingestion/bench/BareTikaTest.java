package dev.plumbline.ingestion.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BareTikaTest {
    @Test
    void readsEveryFormatThatIsWrittenForIt(@TempDir Path folder) throws IOException {
        String paragraph =
                "The zorbax valve regulates the pressure of mine pumps. ".repeat(6).strip();
        List<Path> files =
                new ArrayList<>(SampleDocuments.write(folder, 10, 2, number -> paragraph));
        files.add(
                Files.write(
                        folder.resolve("broken.pdf"),
                        "%PDF-1.7 no more".getBytes(StandardCharsets.US_ASCII)));
        try (BareTika tika = new BareTika(2, 256)) {
            List<Long> characters = tika.parse(files);
            assertThat(characters.subList(0, 10))
                    .allMatch(number -> number > 10L * paragraph.length());
            assertThat(characters.getLast()).isEqualTo(-1);
        }
    }
}
