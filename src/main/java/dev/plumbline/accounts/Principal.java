package dev.plumbline.accounts;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * On whose behalf a call runs.
 *
 * @param tenant whose documents there are at all
 * @param subject the person or program
 * @param groups of which it is a member
 * @param admin whether it sees and manages the records of all the tenant's documents (reading their
 *     content takes being a reader all the same)
 */
public record Principal(String tenant, String subject, SortedSet<String> groups, boolean admin) {
    /** Without any key there is this one local owner. */
    public static final Principal LOCAL_OWNER =
            new Principal("default", "owner", new TreeSet<>(), true);

    public Principal {
        groups = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }

    /** How it stands in a set of readers. */
    public String reader() {
        return "user:" + subject;
    }

    /** Whether a set of readers ("user:NAME", "group:NAME", "everyone") includes it. */
    public boolean in(Iterable<String> readers) {
        for (String reader : readers) {
            if (reader.equals("everyone")
                    || reader.equals(reader())
                    || (reader.startsWith("group:")
                            && groups.contains(reader.substring("group:".length())))) {
                return true;
            }
        }
        return false;
    }
}
