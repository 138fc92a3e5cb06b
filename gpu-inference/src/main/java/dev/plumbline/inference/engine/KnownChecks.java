package dev.plumbline.inference.engine;

import dev.plumbline.inference.InferenceException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * What {@link SelfCheck} gave at earlier loads, in a properties file: the same weights must compute
 * the same again. A key names all that may change the result: weights, release, kernels.
 */
public final class KnownChecks {
    private final Path file;

    /** Checks kept in {@code file}, which need not be there yet. */
    public KnownChecks(Path file) {
        this.file = file;
    }

    /**
     * Compares with what is known under the key, or remembers it.
     *
     * @throws InferenceException code {@code self_check_failed} where it is something else
     */
    public void compare(String key, String hash) throws IOException {
        Properties known = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            }
        }
        String before = known.getProperty(key);
        if (before == null) {
            known.setProperty(key, hash);
            write(known);
        } else if (!before.equals(hash)) {
            throw new InferenceException(
                    "self_check_failed",
                    "The model computes something else than at an earlier start (%s, not %s): memory, processor or Java may be faulty. If the change is wanted, remove the line from %s."
                            .formatted(hash, before, file));
        }
    }

    private void write(Properties known) throws IOException {
        Path whole = file.toAbsolutePath();
        Path fresh = Files.createTempFile(whole.getParent(), "checks", ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            known.store(writer, null);
        }
        Files.move(fresh, whole, StandardCopyOption.REPLACE_EXISTING);
    }
}
