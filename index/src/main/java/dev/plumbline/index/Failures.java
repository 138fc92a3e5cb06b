package dev.plumbline.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/** Says what a failure of Lucene or of the file system means to a caller. */
final class Failures {
    private Failures() {}

    static IndexException of(Path folder, IOException cause) {
        return switch (cause) {
            case LockObtainFailedException locked ->
                    new IndexException(
                            IndexException.Code.LOCKED,
                            "The index in " + folder + " is open elsewhere",
                            locked);
            case IndexFormatTooOldException old -> incompatible(folder, old);
            case IndexFormatTooNewException recent -> incompatible(folder, recent);
            case CorruptIndexException corrupt -> corrupt(folder, corrupt);
            case IndexNotFoundException missing -> corrupt(folder, missing);
            case EOFException cut -> corrupt(folder, cut);
            case NoSuchFileException missing -> corrupt(folder, missing);
            case FileNotFoundException missing -> corrupt(folder, missing);
            default ->
                    new IndexException(
                            IndexException.Code.IO,
                            "The index in " + folder + " can't be read or written: " + cause,
                            cause);
        };
    }

    /** A writer that failed closes itself: its cause is what counts. */
    static IndexException of(Path folder, AlreadyClosedException closed) {
        if (closed.getCause() instanceof IOException cause) {
            return of(folder, cause);
        }
        return new IndexException(
                IndexException.Code.CLOSED, "The index in " + folder + " is closed", closed);
    }

    static IndexException incompatible(Path folder, @Nullable Exception cause) {
        return new IndexException(
                IndexException.Code.INCOMPATIBLE,
                "The index in "
                        + folder
                        + " was written by another version; build it anew from the log",
                cause);
    }

    private static IndexException corrupt(Path folder, Exception cause) {
        return new IndexException(
                IndexException.Code.CORRUPT,
                "The index in " + folder + " is damaged; build it anew from the log",
                cause);
    }
}
