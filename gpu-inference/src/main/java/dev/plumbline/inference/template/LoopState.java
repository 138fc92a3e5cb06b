package dev.plumbline.inference.template;

import java.util.List;

/** The variable {@code loop} inside a for. */
final class LoopState {
    private final List<Object> items;
    private final int depth;
    private final Callable recursion;
    private int index = -1;
    private Object changed = new Undefined("nothing was compared yet");

    LoopState(List<Object> items, int depth, Callable recursion) {
        this.items = items;
        this.depth = depth;
        this.recursion = recursion;
    }

    Object next() {
        return items.get(++index);
    }

    int depth() {
        return depth;
    }

    Object call(Callable.Given given) {
        return recursion.call(given);
    }

    Object attribute(String name, Budget budget) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) items.size() - index;
            case "revindex0" -> (long) items.size() - index - 1;
            case "first" -> index == 0;
            case "last" -> index == items.size() - 1;
            case "length" -> (long) items.size();
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" ->
                    index > 0 ? items.get(index - 1) : new Undefined("there is no previous item");
            case "nextitem" ->
                    index + 1 < items.size()
                            ? items.get(index + 1)
                            : new Undefined("there is no next item");
            case "cycle" ->
                    (Callable)
                            given ->
                                    given.positional()
                                            .get(index % Math.max(1, given.positional().size()));
            case "changed" -> (Callable) given -> changed(new Tuple(given.positional()), budget);
            default -> new Undefined("'loop' has no attribute '" + name + "'");
        };
    }

    private boolean changed(Tuple now, Budget budget) {
        boolean different = !Values.equal(changed, now, budget);
        changed = now;
        return different;
    }
}
