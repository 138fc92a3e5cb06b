package dev.plumbline.index.entry;

import java.time.Instant;
import java.util.List;

/** A value by which documents can be filtered; a {@link Many} holds values of one kind. */
public sealed interface AttributeValue {
    /** Longest text, in UTF-16 units, so that it fits a term of the index. */
    int TEXT_MAX = 1000;

    /** Most values in a list. */
    int VALUES_MAX = 1000;

    /** Compared as it stands, case included. */
    record Text(String value) implements AttributeValue {
        public Text {
            if (value.length() > TEXT_MAX) {
                throw new IllegalArgumentException(
                        "An attribute's text has "
                                + value.length()
                                + " characters; the limit is "
                                + TEXT_MAX);
            }
        }
    }

    /** A finite number; zero has no sign. */
    record Numeric(double value) implements AttributeValue {
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "An attribute's number must be finite, not " + value);
            }
            value += 0.0;
        }
    }

    /** True or false. */
    record Flag(boolean value) implements AttributeValue {}

    /** A moment, compared by microseconds. */
    record Date(Instant value) implements AttributeValue {}

    /** A list whose values are of one kind; a filter accepts it when it accepts any of them. */
    record Many(List<AttributeValue> values) implements AttributeValue {
        public Many {
            values = List.copyOf(values);
            if (values.size() > VALUES_MAX) {
                throw new IllegalArgumentException(
                        "An attribute has "
                                + values.size()
                                + " values; the limit is "
                                + VALUES_MAX);
            }
            for (AttributeValue value : values) {
                if (value instanceof Many) {
                    throw new IllegalArgumentException("A list of attribute values holds no lists");
                }
                if (value.getClass() != values.getFirst().getClass()) {
                    throw new IllegalArgumentException(
                            "A list of attribute values holds values of one kind");
                }
            }
        }
    }
}
