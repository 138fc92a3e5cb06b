package dev.plumbline.documents;

import org.jspecify.annotations.Nullable;

/** What a document is called. */
final class Titles {
    private Titles() {}

    /** The format's own title, else the last part of the name. */
    static String shown(@Nullable String own, String name) {
        return own == null || own.isBlank() ? lastPart(name) : own;
    }

    /**
     * The title as words to be searched and embedded: a file's name without its ending and with
     * spaces for underscores.
     */
    static String words(@Nullable String own, String name) {
        if (own != null && !own.isBlank()) {
            return own;
        }
        String last = lastPart(name);
        int dot = last.lastIndexOf('.');
        String bare = dot > 0 && last.length() - dot <= 6 ? last.substring(0, dot) : last;
        return bare.replaceAll("[_+]+", " ").replaceAll("(?<=\\p{L})-(?=\\p{L})", " ").strip();
    }

    private static String lastPart(String name) {
        String trimmed =
                name.endsWith("/") && name.length() > 1
                        ? name.substring(0, name.length() - 1)
                        : name;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
