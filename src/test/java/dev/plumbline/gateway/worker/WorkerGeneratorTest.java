package dev.plumbline.gateway.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gateway.GeneratorFailure;
import dev.plumbline.gateway.Prompt;
import dev.plumbline.gateway.Writing;
import dev.plumbline.inference.engine.WeightsHash;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.synthetic.RandomModel;
import dev.plumbline.inference.synthetic.Shape;
import dev.plumbline.inference.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file writes in a process of its own, whose death nobody's answer shows. */
final class WorkerGeneratorTest {
    @TempDir Path folder;

    private Path model() throws IOException {
        Path file = folder.resolve("tiny.gguf");
        RandomModel.write(file, Shape.Size.of("tiny").shape(), DType.F32, 7);
        return file;
    }

    private Path checks() {
        return folder.resolve("self-checks.properties");
    }

    private static Prompt prompt(int tokens) {
        return new Prompt(
                "Say something.",
                List.of(new Prompt.Turn(Prompt.Role.USER, "Who invented the valve?")),
                tokens,
                0,
                0);
    }

    @Test
    void killedWorkerIsReplacedAndTheTextIsTheSame() throws IOException {
        Path file = model();
        try (var generator =
                new WorkerGenerator(
                        file, 512, KvLayout.Type.F16, Duration.ofMinutes(3), checks())) {
            StringBuilder whole = new StringBuilder();
            Writing writing = generator.write(prompt(64), piece -> whole.append(piece) != null);
            assertThat(writing.tokens()).isPositive();
            assertThat(writing.promptTokens()).isPositive();
            generator.probe();
            assertThat(generator.weights()).contains(WeightsHash.of(file));
            assertThat(Files.readString(checks())).contains(WeightsHash.of(file));
            long first = generator.pid().orElseThrow();
            StringBuilder again = new StringBuilder();
            generator.write(
                    prompt(64),
                    piece -> {
                        if (again.isEmpty()) {
                            ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
                        }
                        again.append(piece);
                        return true;
                    });
            assertThat(again.toString()).isEqualTo(whole.toString());
            assertThat(generator.pid().orElseThrow()).isNotEqualTo(first);
        }
    }

    @Test
    void workerEndsWithItsGenerator() throws Exception {
        ProcessHandle worker;
        try (var generator =
                new WorkerGenerator(
                        model(), 512, KvLayout.Type.F16, Duration.ofMinutes(3), checks())) {
            generator.write(prompt(4), piece -> false);
            worker = ProcessHandle.of(generator.pid().orElseThrow()).orElseThrow();
        }
        worker.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void damagedFileIsSaidByName() throws IOException {
        Path file = folder.resolve("damaged.gguf");
        Files.writeString(file, "GGUF and nothing more");
        try (var process = new WorkerProcess(file, 512, KvLayout.Type.INT8, checks())) {
            assertThatThrownBy(() -> process.address(Duration.ofMinutes(2)))
                    .isInstanceOf(GeneratorFailure.class)
                    .hasMessageContaining("damaged.gguf failed: ")
                    .hasMessageContaining("GGUF");
        }
    }
}
