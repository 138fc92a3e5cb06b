package dev.plumbline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a service promised of each name, and what it was asked last and has not promised: after a
 * crash the one or the other holds, and nothing else.
 */
final class Ledger {
    /** What a name stands for. */
    sealed interface State {
        /** There is no document of that name. */
        record Absent() implements State {}

        /**
         * A document.
         *
         * @param word that only this version of it says
         */
        record Present(String sha256, String word, boolean everyone) implements State {}
    }

    private static final State ABSENT = new State.Absent();

    private final Map<String, State> promised = new ConcurrentHashMap<>();
    private final Map<String, State> asked = new ConcurrentHashMap<>();
    private final Map<String, List<String>> formerWords = new ConcurrentHashMap<>();

    State of(String name) {
        return promised.getOrDefault(name, ABSENT);
    }

    /** Notes what a call asks for, before it is sent. */
    void ask(String name, State wanted) {
        asked.put(name, wanted);
    }

    void delete(String name) {
        ask(name, ABSENT);
    }

    /** Notes that the call returned, so that what it asked for holds from now on. */
    void promise(String name) {
        State wanted = asked.remove(name);
        if (wanted == null) {
            throw new AssertionError("Nothing was asked of " + name);
        }
        settle(name, wanted);
    }

    Collection<String> names() {
        return promised.keySet();
    }

    /** Holds the service's documents and searches against what was promised. */
    void check(ServiceProcess service) {
        Map<String, List<JsonNode>> there =
                service.settled().stream()
                        .collect(Collectors.groupingBy(document -> document.path("name").asText()));
        List<String> known = new ArrayList<>(promised.keySet());
        asked.keySet().stream().filter(name -> !known.contains(name)).forEach(known::add);
        assertThat(known).containsAll(there.keySet());
        for (String name : known) {
            check(service, name, there.getOrDefault(name, List.of()));
        }
    }

    private void check(ServiceProcess service, String name, List<JsonNode> there) {
        assertThat(there).as(name).hasSizeLessThanOrEqualTo(1);
        State wanted = asked.remove(name);
        State found = found(there, wanted, of(name));
        if (wanted == null) {
            assertThat(found).as(name).isEqualTo(of(name));
        } else {
            assertThat(found).as(name).isIn(of(name), wanted);
        }
        settle(name, found);
        if (found instanceof State.Present present) {
            JsonNode document = there.getFirst();
            assertThat(document.path("status").asText()).as(name).isEqualTo("SEARCHABLE");
            assertThat(service.found(present.word()))
                    .as(name)
                    .containsExactly(document.path("id").asText());
        }
        for (String word : formerWords.getOrDefault(name, List.of())) {
            assertThat(service.found(word)).as(name + " no longer says " + word).isEmpty();
        }
    }

    private static State found(List<JsonNode> there, @Nullable State wanted, State promised) {
        if (there.isEmpty()) {
            return ABSENT;
        }
        JsonNode document = there.getFirst();
        String sha256 = document.path("sha256").asText();
        String word = "";
        if (promised instanceof State.Present present && present.sha256().equals(sha256)) {
            word = present.word();
        }
        if (wanted instanceof State.Present present && present.sha256().equals(sha256)) {
            word = present.word();
        }
        boolean everyone = document.path("readers").toString().contains("\"everyone\"");
        return new State.Present(sha256, word, everyone);
    }

    private void settle(String name, State now) {
        State before = promised.put(name, now);
        if (before instanceof State.Present former
                && !(now instanceof State.Present present
                        && present.word().equals(former.word()))) {
            formerWords.computeIfAbsent(name, n -> new ArrayList<>()).add(former.word());
        }
    }
}
