package dev.plumbline.storage;

/**
 * Bytes in the store.
 *
 * @param sha256 lower-case hexadecimal SHA-256 of the bytes
 * @param bytes their number
 */
public record Blob(String sha256, long bytes) {
    public Blob {
        if (sha256.length() != 64) {
            throw new IllegalArgumentException("Not a SHA-256: " + sha256);
        }
    }
}
