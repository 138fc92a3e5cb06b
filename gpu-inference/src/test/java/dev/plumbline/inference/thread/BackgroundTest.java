package dev.plumbline.inference.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class BackgroundTest {
    private static final int NICE_FIELD = 16; // of /proc/.../stat, counted after the name

    @Test
    @EnabledOnOs(OS.LINUX)
    void threadYieldsAndItsMakerDoesNot() throws Exception {
        int before = nice();
        CompletableFuture<Integer> inside = new CompletableFuture<>();
        Background.threads(Thread.ofPlatform().factory())
                .newThread(() -> inside.complete(nice()))
                .start();
        assertThat(inside.get()).isEqualTo(10);
        assertThat(nice()).isEqualTo(before);
    }

    /** The calling thread's nice value, as the kernel says. */
    private static int nice() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(
                    stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE_FIELD]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
