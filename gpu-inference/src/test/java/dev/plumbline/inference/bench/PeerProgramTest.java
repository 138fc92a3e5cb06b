package dev.plumbline.inference.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.inference.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of our own that speak as the peers do. */
class PeerProgramTest {
    private static final Path MODEL = Path.of("model.gguf");

    @TempDir private Path folder = Path.of("");

    private PeerProgram llamaBench(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("bench"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return PeerProgram.of("llama-bench=" + program);
    }

    @Test
    void figuresAreReadFromWhatLlamaBenchPrints() throws IOException {
        PeerProgram peer =
                llamaBench(
                        """
                        test "$*" = "-m model.gguf -t 2 -p 512 -n 16 -r 1 -o json" || exit 1
                        echo '[{"n_prompt": 512, "n_gen": 0, "avg_ts": 80.5},'
                        echo ' {"n_prompt": 0, "n_gen": 16, "avg_ts": 17.25}]'
                        """);
        assertThat(peer.run(MODEL, 2, 512, 16)).isEqualTo(new PeerProgram.Rates(80.5, 17.25));
    }

    @Test
    void aPeerThatFailsSaysWhatItSaid() throws IOException {
        assertThatThrownBy(() -> llamaBench("echo no such model >&2; exit 3").run(MODEL, 2, 512, 1))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("no such model");
        assertThatThrownBy(() -> llamaBench("echo '[]'").run(MODEL, 2, 512, 1))
                .hasMessageContaining("printed no figures");
    }

    /** Java starts a source file only from the folder that its package names. */
    @Test
    void aJavaSourceRunsFromWhereverItLies() throws IOException {
        Path source =
                Files.writeString(
                        folder.resolve("Peer.java"),
                        """
                        package some.where;

                        public class Peer {
                            public static void main(String[] arguments) {
                                System.err.println("prompt: 24.5 tokens/s (9) generation: 15.5 tokens/s (9)");
                            }
                        }
                        """);
        PeerProgram peer = PeerProgram.of("llama3.java=" + source);
        assertThat(peer.run(MODEL, 1, 64, 8)).isEqualTo(new PeerProgram.Rates(24.5, 15.5));
    }

    @Test
    void whatIsNoPeerIsToldAtOnce() {
        assertThatThrownBy(() -> PeerProgram.of("llama-bench=" + folder.resolve("none")))
                .hasMessageContaining("no program at");
        assertThatThrownBy(() -> PeerProgram.of("other=x")).hasMessageContaining("other=x");
    }
}
