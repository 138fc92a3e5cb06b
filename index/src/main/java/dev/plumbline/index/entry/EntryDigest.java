package dev.plumbline.index.entry;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an audit compares between the log and an index: a hash per document over its id, revision,
 * reader set, the ids of its passages in order, and whether vectors were published (not which
 * passages have one); and the sum of such hashes, which does not depend on an order.
 *
 * @param documents number of documents in the sum
 * @param hex the sum modulo 2^256, 64 hexadecimal digits
 */
public record EntryDigest(int documents, String hex) {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    /** The sum over no documents. */
    public static final EntryDigest EMPTY = new EntryDigest(0, "0".repeat(64));

    /**
     * The hash of one document, 64 hexadecimal digits; {@code vectors} says whether they were
     * published.
     */
    public static String of(DocumentEntry document, boolean vectors) {
        return of(content(document, vectors), document.readerSet());
    }

    /** The hash of one document whose {@link #content} and reader set are known. */
    public static String of(byte[] content, int readerSet) {
        MessageDigest sha = sha256();
        sha.update(content);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(readerSet).flip());
        return HexFormat.of().formatHex(sha.digest());
    }

    /** The part of a document's hash that does not depend on its readers, 32 bytes. */
    public static byte[] content(DocumentEntry document, boolean vectors) {
        MessageDigest sha = sha256();
        update(sha, document.documentId());
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(document.revision()).flip());
        sha.update((byte) (vectors ? 1 : 0));
        for (PassageEntry passage : document.passages()) {
            update(sha, passage.passageId());
        }
        return sha.digest();
    }

    /** This sum and one more document's hash. */
    public EntryDigest plus(String documentHash) {
        BigInteger sum = new BigInteger(hex, 16).add(new BigInteger(documentHash, 16)).mod(MODULUS);
        String digits = sum.toString(16);
        return new EntryDigest(documents + 1, "0".repeat(64 - digits.length()) + digits);
    }

    private static void update(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
