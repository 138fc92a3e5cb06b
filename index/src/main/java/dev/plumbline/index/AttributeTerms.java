package dev.plumbline.index;

import dev.plumbline.index.entry.AttributeValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.apache.lucene.util.NumericUtils;

/**
 * Attributes as terms of one field: name, a zero byte, the kind, and the value such that the order
 * of bytes is that of the values.
 */
final class AttributeTerms {
    private AttributeTerms() {}

    static BytesRef term(String name, AttributeValue value) {
        byte[] bytes = bytes(value);
        BytesRefBuilder term = new BytesRefBuilder();
        term.append(new BytesRef(name));
        term.append((byte) 0);
        term.append((byte) kind(value));
        term.append(bytes, 0, bytes.length);
        return term.toBytesRef();
    }

    /** What precedes every value of the same name and kind. */
    static BytesRef prefix(String name, AttributeValue like) {
        BytesRefBuilder term = new BytesRefBuilder();
        term.append(new BytesRef(name));
        term.append((byte) 0);
        term.append((byte) kind(like));
        return term.toBytesRef();
    }

    private static char kind(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text text -> 't';
            case AttributeValue.Numeric numeric -> 'n';
            case AttributeValue.Flag flag -> 'f';
            case AttributeValue.Date date -> 'd';
            case AttributeValue.Many many ->
                    throw new IllegalArgumentException("A list is no single value");
        };
    }

    private static byte[] bytes(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case AttributeValue.Numeric(double number) ->
                    sortable(NumericUtils.doubleToSortableLong(number));
            case AttributeValue.Flag(boolean flag) -> new byte[] {(byte) (flag ? 1 : 0)};
            case AttributeValue.Date(Instant moment) -> sortable(micros(moment));
            case AttributeValue.Many many ->
                    throw new IllegalArgumentException("A list is no single value");
        };
    }

    private static byte[] sortable(long value) {
        byte[] bytes = new byte[Long.BYTES];
        NumericUtils.longToSortableBytes(value, bytes, 0);
        return bytes;
    }

    private static long micros(Instant moment) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
        } catch (ArithmeticException e) {
            return moment.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
