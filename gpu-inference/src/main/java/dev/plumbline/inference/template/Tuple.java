package dev.plumbline.inference.template;

import java.util.List;

/** Python's tuple: a list that prints with round brackets. */
record Tuple(List<Object> items) {
    Tuple {
        items = List.copyOf(items);
    }
}
