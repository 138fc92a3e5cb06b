package dev.plumbline.inference.format;

import dev.plumbline.inference.json.Json;
import dev.plumbline.inference.json.JsonObject;
import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tensor.TensorView;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tensors of one safetensors file, checked against its size.
 *
 * <p>Layout: the header's length (u64), the header as a JSON object of name to dtype, shape and
 * [begin, end) offsets, then the tensors' bytes, which must cover the rest without holes or
 * overlaps.
 */
final class Safetensors {
    private static final long HEADER_BYTES_MAX = 100_000_000;
    private static final int TENSORS_MAX = 1 << 18;
    private static final int DIMENSIONS_MAX = 8;

    private final String file;
    private final MemorySegment memory;
    private final long start;
    private final JsonObject header;
    private final Map<String, TensorView> tensors = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    private Safetensors(String file, MemorySegment memory) {
        this.file = file;
        this.memory = memory;
        Cursor cursor = new Cursor(memory, 0);
        long length =
                cursor.count(
                        "The header length of " + file,
                        Math.min(HEADER_BYTES_MAX, memory.byteSize()));
        this.start = cursor.position() + length;
        long from = cursor.position();
        cursor.skip(length, "the header of " + file);
        this.header =
                Json.object(
                        "The header of " + file,
                        memory.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE));
    }

    /** Reads a file's directory. */
    static Safetensors read(String file, MemorySegment memory) {
        Safetensors read = new Safetensors(file, memory);
        read.readEntries();
        return read;
    }

    /** The tensors by the file's names. */
    Map<String, TensorView> tensors() {
        return tensors;
    }

    /** Tensors of element types that are not read, with the type's name. */
    Map<String, String> leftOut() {
        return leftOut;
    }

    private record Entry(String name, String type, List<Long> shape, long begin, long end) {}

    private void readEntries() {
        List<Entry> entries = new ArrayList<>();
        for (String name : header.values().keySet()) {
            if (!name.equals("__metadata__")) {
                entries.add(
                        entry(name, header.object(name).orElseThrow(() -> header.missing(name))));
            }
        }
        if (entries.size() > TENSORS_MAX) {
            throw FormatException.tooLarge(
                    "%s has %d tensors; at most %d are read."
                            .formatted(file, entries.size(), TENSORS_MAX));
        }
        checkCover(entries);
        for (Entry entry : entries) {
            Optional<DType> dtype = dtype(entry.type);
            if (dtype.isEmpty()) {
                leftOut.put(entry.name, entry.type);
            } else if (!entry.shape.contains(0L)) {
                tensors.put(entry.name, view(entry, dtype.get()));
            }
        }
    }

    private Entry entry(String name, JsonObject values) {
        String dtype = values.text("dtype").orElseThrow(() -> values.missing("dtype"));
        List<Long> shape = numbers(values, "shape");
        List<Long> offsets = numbers(values, "data_offsets");
        if (offsets.size() != 2
                || offsets.getFirst() > offsets.getLast()
                || shape.size() > DIMENSIONS_MAX) {
            throw FormatException.corrupt(
                    "%s: tensor %s has the shape %s and the offsets %s."
                            .formatted(file, name, shape, offsets));
        }
        return new Entry(name, dtype, shape, offsets.getFirst(), offsets.getLast());
    }

    private List<Long> numbers(JsonObject values, String name) {
        List<Long> result = new ArrayList<>();
        for (Object value : values.list(name).orElseThrow(() -> values.missing(name))) {
            if (!(value instanceof Long number) || number < 0) {
                throw FormatException.corrupt(
                        "%s: %s holds %s, not a size.".formatted(values.what(), name, value));
            }
            result.add(number);
        }
        return result;
    }

    private static Optional<DType> dtype(String name) {
        return switch (name) {
            case "F64" -> Optional.of(DType.F64);
            case "F32" -> Optional.of(DType.F32);
            case "F16" -> Optional.of(DType.F16);
            case "BF16" -> Optional.of(DType.BF16);
            case "I64" -> Optional.of(DType.I64);
            case "I32" -> Optional.of(DType.I32);
            case "I16" -> Optional.of(DType.I16);
            case "I8" -> Optional.of(DType.I8);
            default -> Optional.empty();
        };
    }

    private void checkCover(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long expected = 0;
        for (Entry entry : sorted) {
            if (entry.begin != expected) {
                throw FormatException.corrupt(
                        "%s: tensor %s begins at byte %d of the tensors, where %d is due."
                                .formatted(file, entry.name, entry.begin, expected));
            }
            expected = entry.end;
        }
        long room = memory.byteSize() - start;
        if (expected != room) {
            throw FormatException.corrupt(
                    "%s: the tensors take %d bytes, but %d are there."
                            .formatted(file, expected, room));
        }
    }

    private TensorView view(Entry entry, DType dtype) {
        List<Long> shape = entry.shape.isEmpty() ? List.of(1L) : entry.shape;
        MemorySegment bytes = memory.asSlice(start + entry.begin, entry.end - entry.begin);
        try {
            return new TensorView(entry.name, dtype, shape, bytes);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw FormatException.corrupt("%s: %s.".formatted(file, e.getMessage()));
        }
    }
}
