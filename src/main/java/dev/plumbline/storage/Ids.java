package dev.plumbline.storage;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Identifiers that sort by the time of their making: 48 bits of milliseconds and 80 random bits in
 * Crockford's base 32 (the ULID specification), lower case. Within one process they are strictly
 * increasing.
 */
public final class Ids {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    public static String next() {
        // Two more digits of order within a millisecond come from a counter: milliseconds * 1024
        // never runs backwards.
        long stamp =
                LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis() << 10));
        char[] id = new char[26];
        long high = stamp;
        for (int i = 11; i >= 0; i--) {
            id[i] = DIGITS[(int) (high & 31)];
            high >>>= 5;
        }
        byte[] random = new byte[14];
        RANDOM.nextBytes(random);
        for (int i = 12; i < 26; i++) {
            id[i] = DIGITS[random[i - 12] & 31];
        }
        return new String(id);
    }
}
