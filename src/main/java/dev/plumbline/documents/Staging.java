package dev.plumbline.documents;

import dev.plumbline.storage.Blob;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;

/** Reads and syncs the parts of an upload before anything is committed, and says what is wrong. */
@Singleton
final class Staging {
    private static final int NAME_CHARACTERS_MAX = 4_096;

    private final BlobStore store;
    private final DocumentsSettings settings;

    @Inject
    Staging(BlobStore store, DocumentsSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** A part whose bytes are ready to be stored. */
    record Stored(Intake.Part part, BlobStore.Staged staged) {
        Blob blob() {
            return staged.blob();
        }
    }

    /** A {@link Stored} part, or the receipt that refuses it. */
    Object stage(Intake.Part part) throws IOException {
        long bytes = Files.size(part.file());
        if (part.name().isBlank() || part.name().length() > NAME_CHARACTERS_MAX) {
            return Intake.Receipt.refused(
                    part.name(),
                    "bad_name",
                    "A document needs a name of 1 to " + NAME_CHARACTERS_MAX + " characters.");
        }
        if (bytes == 0) {
            return Intake.Receipt.refused(part.name(), "empty", "The file is empty.");
        }
        if (bytes > settings.fileBytesMax()) {
            return Intake.Receipt.refused(
                    part.name(),
                    "too_large",
                    "The file has "
                            + bytes
                            + " bytes; "
                            + settings.fileBytesMax()
                            + " are taken at most.");
        }
        return new Stored(part, store.stage(part.file()));
    }

    /** What is answered where no part can be taken. */
    static Problem refusal(List<Object> refused) {
        if (refused.isEmpty()) {
            return Problem.badInput(
                    "no_file",
                    "There is no file in the request; send at least one part named \"file\".");
        }
        Intake.Receipt first = (Intake.Receipt) refused.getFirst();
        Reason reason = Objects.requireNonNull(first.reason());
        int status = reason.code().equals("too_large") ? 413 : 422;
        String said =
                refused.size() == 1
                        ? reason.message()
                        : "None of the %d files can be taken; %s: %s"
                                .formatted(refused.size(), first.name(), reason.message());
        return Problem.of(status, reason.code(), "Nothing to store", said);
    }
}
