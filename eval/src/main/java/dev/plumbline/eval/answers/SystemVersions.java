package dev.plumbline.eval.answers;

import dev.plumbline.eval.systems.SystemOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The releases and profiles that answered a run's questions. A figure is one system's: kept answers
 * may be of an earlier one, and a service may change while it is asked.
 */
public final class SystemVersions {
    private static final String UNTOLD = "not told";

    private final Map<String, Integer> releases = new TreeMap<>();
    private final Map<String, Integer> profiles = new TreeMap<>();

    /** Counts an output; one that failed was answered by nobody. */
    public void add(SystemOutput output) {
        if (!output.hasFailed()) {
            count(releases, output.release());
            count(profiles, output.profile());
        }
    }

    private static void count(Map<String, Integer> counts, @Nullable String name) {
        counts.merge(name == null ? UNTOLD : name, 1, Integer::sum);
    }

    /**
     * {@code release} and {@code profile}, none where the system tells of no answer, and a {@code
     * warning} where they are mixed.
     */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        told(releases).ifPresent(told -> provenance.put("release", told));
        told(profiles).ifPresent(told -> provenance.put("profile", told));
        mixture().ifPresent(mixed -> provenance.put("warning", mixed));
        return provenance;
    }

    private static Optional<String> told(Map<String, Integer> counts) {
        if (counts.isEmpty() || counts.size() == 1 && counts.containsKey(UNTOLD)) {
            return Optional.empty();
        }
        if (counts.size() == 1) {
            return Optional.of(counts.keySet().iterator().next());
        }
        StringBuilder all = new StringBuilder();
        counts.forEach(
                (name, count) ->
                        all.append(all.isEmpty() ? "" : ", ")
                                .append(name)
                                .append(" (")
                                .append(count)
                                .append(count == 1 ? " answer)" : " answers)"));
        return Optional.of(all.toString());
    }

    /** A sentence about it where not all answers are of one release and profile. */
    public Optional<String> mixture() {
        if (releases.size() < 2 && profiles.size() < 2) {
            return Optional.empty();
        }
        String parts =
                (releases.size() < 2 ? "" : "releases: " + told(releases).orElse(""))
                        + (releases.size() < 2 || profiles.size() < 2 ? "" : "; ")
                        + (profiles.size() < 2 ? "" : "profiles: " + told(profiles).orElse(""));
        return Optional.of(
                "The answers are of different "
                        + parts
                        + ". The figures mix them; another --report asks anew.");
    }
}
