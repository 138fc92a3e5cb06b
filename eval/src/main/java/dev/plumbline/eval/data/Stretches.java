package dev.plumbline.eval.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where in a file the lines of each name stand, as stretches of bytes: of a file whose lines of one
 * name stand together there is one for each name, so that little is held of any number of lines.
 */
public final class Stretches {
    private static final int FIRST = 2;

    private final Map<String, Places> places = new HashMap<>();
    private String last = "";

    private static final class Places {
        private long[] bounds = new long[FIRST];
        private int size;

        void add(long from, long to, boolean goesOn) {
            if (goesOn) {
                bounds[size - 1] = to;
                return;
            }
            if (size == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * size);
            }
            bounds[size++] = from;
            bounds[size++] = to;
        }
    }

    /** Takes in a line, after all that stand before it; what lies between two is skipped over. */
    public void add(String name, long from, long to) {
        boolean goesOn = name.equals(last);
        places.computeIfAbsent(name, n -> new Places()).add(from, to, goesOn);
        last = name;
    }

    /** The names that have lines. */
    public Set<String> names() {
        return places.keySet();
    }

    /** Tells the beginning and end of each stretch, in order; none where the name has no lines. */
    public void forEach(String name, Reader reader) {
        Places own = places.get(name);
        for (int i = 0; own != null && i < own.size; i += 2) {
            reader.accept(own.bounds[i], own.bounds[i + 1]);
        }
    }

    /** Told a stretch of bytes. */
    @FunctionalInterface
    public interface Reader {
        /** From the first byte to before the last. */
        void accept(long from, long to);
    }
}
