package dev.plumbline.inference.format;

import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tensor.TensorView;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The head of a GGUF file: metadata and the directory of tensors, checked against the file's size.
 * Arrays stay in the file.
 *
 * <p>Layout: magic "GGUF", version (u32), tensor count (u64), pair count (u64); pairs of key, type,
 * value; tensors of name, dimensions (innermost first), type, offset; padding to {@code
 * general.alignment}; the tensors' bytes, each at its offset from there.
 */
record GgufDirectory(int version, Metadata metadata, Map<String, TensorView> tensors) {
    private static final int MAGIC = 0x46554747;
    private static final long PAIRS_MAX = 1 << 16;
    private static final long TENSORS_MAX = 1 << 18;
    private static final long KEY_BYTES_MAX = 65_535;
    private static final long NAME_BYTES_MAX = 255;
    private static final long ELEMENTS_MAX = 1 << 24;
    private static final int DIMENSIONS_MAX = 4;
    private static final int DEPTH_MAX = 4;

    static GgufDirectory read(MemorySegment memory) {
        Cursor cursor = new Cursor(memory, 0);
        if (memory.byteSize() < 4 || cursor.signedInt("the magic") != MAGIC) {
            throw FormatException.corrupt(
                    "This is no GGUF file: it does not begin with the letters GGUF.");
        }
        int version = version(cursor.signedInt("the version"));
        long tensorCount = cursor.count("The number of tensors", TENSORS_MAX);
        long pairCount = cursor.count("The number of metadata pairs", PAIRS_MAX);
        Map<String, Object> pairs = pairs(cursor, memory, pairCount);
        Metadata metadata = new Metadata(pairs);
        List<Entry> entries = entries(cursor, tensorCount);
        return new GgufDirectory(
                version, metadata, tensors(memory, cursor.position(), metadata, entries));
    }

    private static int version(int version) {
        if (version == 2 || version == 3) {
            return version;
        }
        int swapped = Integer.reverseBytes(version);
        if (swapped == 2 || swapped == 3) {
            throw FormatException.unsupported(
                    "This GGUF file is big-endian; only little-endian ones are read.");
        }
        throw FormatException.unsupported(
                "GGUF version %d is not read; 2 and 3 are."
                        .formatted(Integer.toUnsignedLong(version)));
    }

    private static Map<String, Object> pairs(Cursor cursor, MemorySegment memory, long count) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            String key = cursor.string("metadata key " + i, KEY_BYTES_MAX);
            GgufType type = GgufType.of(cursor.unsignedInt("the type of " + key), key);
            if (pairs.put(key, value(cursor, memory, type, key, 0)) != null) {
                throw FormatException.corrupt("The metadata key " + key + " occurs twice.");
            }
        }
        return pairs;
    }

    private static Object value(
            Cursor cursor, MemorySegment memory, GgufType type, String key, int depth) {
        return switch (type) {
            case STRING -> cursor.string(key, Integer.MAX_VALUE);
            case ARRAY -> array(cursor, memory, key, depth);
            default -> scalar(cursor, type, key);
        };
    }

    private static GgufArray array(Cursor cursor, MemorySegment memory, String key, int depth) {
        if (depth >= DEPTH_MAX) {
            throw FormatException.corrupt(
                    "Arrays in %s are nested more than %d deep.".formatted(key, DEPTH_MAX));
        }
        GgufType type = GgufType.of(cursor.unsignedInt("the element type of " + key), key);
        long count = cursor.count("The number of elements of " + key, ELEMENTS_MAX);
        long start = cursor.position();
        if (type.bytes > 0) {
            cursor.skip(count * type.bytes, key);
        } else {
            skipEach(cursor, memory, new Elements(type, count, key), depth);
        }
        return new GgufArray(type, (int) count, memory, start);
    }

    private record Elements(GgufType type, long count, String key) {}

    private static void skipEach(
            Cursor cursor, MemorySegment memory, Elements elements, int depth) {
        for (long i = 0; i < elements.count; i++) {
            if (elements.type == GgufType.ARRAY) {
                array(cursor, memory, elements.key, depth + 1);
            } else {
                long length =
                        cursor.count(
                                "The length of an element of " + elements.key, Integer.MAX_VALUE);
                cursor.skip(length, elements.key);
            }
        }
    }

    /** A value of fixed size: Long, Double or Boolean. */
    static Object scalar(Cursor cursor, GgufType type, String key) {
        return switch (type) {
            case UINT8 -> (long) cursor.unsignedByte(key);
            case INT8 -> (long) (byte) cursor.unsignedByte(key);
            case UINT16 -> (long) cursor.unsignedShort(key);
            case INT16 -> (long) (short) cursor.unsignedShort(key);
            case UINT32 -> cursor.unsignedInt(key);
            case INT32 -> (long) cursor.signedInt(key);
            case UINT64, INT64 -> cursor.signedLong(key);
            case FLOAT32 -> (double) Float.intBitsToFloat(cursor.signedInt(key));
            case FLOAT64 -> Double.longBitsToDouble(cursor.signedLong(key));
            case BOOL -> cursor.unsignedByte(key) != 0;
            case STRING, ARRAY -> throw new IllegalArgumentException(key);
        };
    }

    private record Entry(String name, DType dtype, List<Long> shape, long offset, long bytes) {}

    private static List<Entry> entries(Cursor cursor, long count) {
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            entries.add(entry(cursor, i));
        }
        return entries;
    }

    private static Entry entry(Cursor cursor, long index) {
        String name = cursor.string("the name of tensor " + index, NAME_BYTES_MAX);
        String what = "Tensor " + name;
        long dimensions = cursor.unsignedInt("the dimension count of " + name);
        if (dimensions < 1 || dimensions > DIMENSIONS_MAX) {
            throw FormatException.corrupt(
                    "%s has %d dimensions; 1 to %d can be."
                            .formatted(what, dimensions, DIMENSIONS_MAX));
        }
        List<Long> shape = new ArrayList<>();
        for (long i = 0; i < dimensions; i++) {
            long length = cursor.signedLong("a dimension of " + name);
            if (length < 1) {
                throw FormatException.corrupt(
                        "%s has a dimension of %s.".formatted(what, Long.toUnsignedString(length)));
            }
            shape.addFirst(length);
        }
        long id = cursor.unsignedInt("the type of " + name);
        DType dtype =
                DType.ofGgmlId(id)
                        .orElseThrow(
                                () ->
                                        FormatException.unsupported(
                                                "%s has the element type %d, which is not known."
                                                        .formatted(what, id)));
        long offset = cursor.signedLong("the offset of " + name);
        return new Entry(name, dtype, shape, offset, bytes(what, dtype, shape));
    }

    private static long bytes(String what, DType dtype, List<Long> shape) {
        try {
            long bytes = dtype.bytes(shape.getLast());
            for (long length : shape.subList(0, shape.size() - 1)) {
                bytes = Math.multiplyExact(bytes, length);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw FormatException.corrupt(
                    "%s of type %s has the impossible shape %s: %s."
                            .formatted(what, dtype, shape, e.getMessage()));
        }
    }

    private static Map<String, TensorView> tensors(
            MemorySegment memory, long headEnd, Metadata metadata, List<Entry> entries) {
        long alignment = metadata.integer("general.alignment").orElse(32);
        if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
            throw FormatException.corrupt(
                    "general.alignment is %d, which is no power of two up to 1048576."
                            .formatted(alignment));
        }
        long start = Math.ceilDiv(headEnd, alignment) * alignment;
        Map<String, TensorView> tensors = LinkedHashMap.newLinkedHashMap(entries.size());
        for (Entry entry : entries) {
            if (entry.offset % alignment != 0) {
                throw FormatException.corrupt(
                        "Tensor %s starts at offset %s, which is no multiple of %d."
                                .formatted(
                                        entry.name,
                                        Long.toUnsignedString(entry.offset),
                                        alignment));
            }
            long room = memory.byteSize() - start;
            if (entry.offset < 0 || entry.offset > room || entry.bytes > room - entry.offset) {
                throw FormatException.corrupt(
                        "Tensor %s claims %d bytes at offset %s, but only %d bytes of tensors are there."
                                .formatted(
                                        entry.name,
                                        entry.bytes,
                                        Long.toUnsignedString(entry.offset),
                                        Math.max(0, room)));
            }
            MemorySegment bytes = memory.asSlice(start + entry.offset, entry.bytes);
            if (tensors.put(entry.name, new TensorView(entry.name, entry.dtype, entry.shape, bytes))
                    != null) {
                throw FormatException.corrupt("The tensor " + entry.name + " occurs twice.");
            }
        }
        checkDisjoint(entries);
        return tensors;
    }

    private static void checkDisjoint(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::offset));
        for (int i = 1; i < sorted.size(); i++) {
            Entry before = sorted.get(i - 1);
            Entry after = sorted.get(i);
            if (before.offset + before.bytes > after.offset) {
                throw FormatException.corrupt(
                        "The tensors %s and %s overlap.".formatted(before.name, after.name));
            }
        }
    }
}
