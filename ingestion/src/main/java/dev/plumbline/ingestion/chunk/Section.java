package dev.plumbline.ingestion.chunk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges the small pieces of one section. */
final class Section {
    private final int budget;
    private final int least;
    private final List<Piece> closed = new ArrayList<>();
    private @Nullable Piece open;

    /** Whether what is open holds headings alone. */
    private boolean lead;

    /** Whether what is open may not be joined by what follows, since more stands between. */
    private boolean sealed;

    /** Whether what is open may not join what was closed last. */
    private boolean apart;

    /**
     * Starts a section.
     *
     * @param budget most tokens of a piece
     * @param least a piece below this is merged with a neighbour
     * @param heading the headings that it starts with, or null
     */
    Section(int budget, int least, @Nullable Piece heading) {
        this.budget = budget;
        this.least = least;
        this.open = heading;
        this.lead = heading != null;
    }

    /** Tokens that the next piece may have and still stand with its heading. */
    int room() {
        return lead && open != null && open.tokens() < budget / 2
                ? budget - open.tokens() - 1
                : budget;
    }

    void add(Piece piece) {
        Piece before = open;
        if (before == null) {
            open = piece;
        } else if (!sealed && (lead || before.tokens() < least) && before.joined(piece) <= budget) {
            open = before.with(piece);
        } else {
            closed.add(before);
            open = piece;
            apart = sealed;
        }
        lead = false;
        sealed = false;
    }

    /** Text that belongs to no passage stands between what was added and what will be. */
    void seal() {
        sealed = open != null;
    }

    /** All pieces; a small last one joins the one before it where the budget allows. */
    List<Piece> pieces() {
        Piece last = open;
        if (last == null) {
            return closed;
        }
        open = null;
        if (!closed.isEmpty()
                && !apart
                && last.tokens() < least
                && closed.getLast().joined(last) <= budget) {
            closed.add(closed.removeLast().with(last));
        } else {
            closed.add(last);
        }
        return closed;
    }

    /** The headings of a section that has nothing else yet, else null. */
    @Nullable Piece leadAlone() {
        return lead && !sealed ? open : null;
    }
}
