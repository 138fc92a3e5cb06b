package dev.plumbline.index;

import dev.plumbline.index.entry.AttributeValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one attribute; a document without that attribute, or with one of another kind, is
 * not accepted.
 */
public sealed interface AttributeFilter {
    /** The attribute's name. */
    String name();

    /** The attribute, or one of its values, equals one of these (none of them a list). */
    record In(String name, Set<AttributeValue> values) implements AttributeFilter {
        public In {
            values = Set.copyOf(values);
            for (AttributeValue value : values) {
                rejectMany(name, value);
            }
        }
    }

    /**
     * The attribute, or one of its values, lies between two values of one kind, both included; null
     * is no bound.
     */
    record Range(String name, @Nullable AttributeValue from, @Nullable AttributeValue to)
            implements AttributeFilter {
        public Range {
            if (from == null && to == null) {
                throw new IllegalArgumentException(
                        "The range of attribute " + name + " needs a bound");
            }
            rejectMany(name, from);
            rejectMany(name, to);
            if (from != null && to != null && from.getClass() != to.getClass()) {
                throw new IllegalArgumentException(
                        "The bounds of attribute " + name + " are of two kinds");
            }
        }
    }

    private static void rejectMany(String name, @Nullable AttributeValue value) {
        if (value instanceof AttributeValue.Many) {
            throw new IllegalArgumentException(
                    "A filter of attribute "
                            + name
                            + " compares with single values, not with lists");
        }
    }
}
