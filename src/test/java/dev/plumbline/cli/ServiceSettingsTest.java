package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.storage.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings' file and variables may say, and which of them counts. */
@SuppressWarnings("NullAway.Init") // filled before the tests
final class ServiceSettingsTest {
    @TempDir Path folder;

    @Test
    void unknownKeyOfTheFileStopsTheStart() throws IOException {
        settings("plumbline.prot=9000");
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("plumbline.prot")
                .hasMessageContaining("plumbline.properties")
                .hasMessageContaining("plumbline.port");
    }

    @Test
    void unknownVariableStopsTheStart() {
        assertThatThrownBy(() -> read(Map.of("PLUMBLINE_PROT", "9000")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("PLUMBLINE_PROT");
    }

    @Test
    void variablesOfOthersAreNoSettings() {
        assertThat(read(Map.of("PATH", "/bin", "PLUMBLINE_KEY", "k")).port()).isEqualTo(8080);
    }

    @Test
    void variableCountsBeforeTheFileAndAnOptionBeforeBoth() throws IOException {
        settings("plumbline.port=9001\nplumbline.host=localhost");
        assertThat(read(Map.of()).port()).isEqualTo(9001);
        ServiceSettings both = read(Map.of("PLUMBLINE_PORT", "9002"));
        assertThat(both.port()).isEqualTo(9002);
        assertThat(both.host()).isEqualTo("localhost");
        assertThat(both.with("plumbline.port", 9003).port()).isEqualTo(9003);
        assertThat(both.with("plumbline.port", null).port()).isEqualTo(9003);
    }

    @Test
    void secretIsReadFromTheFileThatIsNamed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hush\n");
        settings("plumbline.database.password-file=" + secret);
        assertThat(read(Map.of()).value("plumbline.database.password", "")).isEqualTo("hush");
        assertThat(
                        read(Map.of("PLUMBLINE_GENERATOR_KEY_FILE", secret.toString()))
                                .value("plumbline.generator-key", ""))
                .isEqualTo("hush");
    }

    private ServiceSettings read(Map<String, String> environment) {
        return ServiceSettings.read(new Home(folder), environment);
    }

    private void settings(String lines) throws IOException {
        Files.writeString(folder.resolve("plumbline.properties"), lines + "\n");
    }
}
