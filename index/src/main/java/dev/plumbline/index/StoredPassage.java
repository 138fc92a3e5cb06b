package dev.plumbline.index;

import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.PassageEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What a hit shows of a passage, as one stored value: one read instead of a dozen. */
record StoredPassage(
        String passageId,
        String documentId,
        int revision,
        String collection,
        String title,
        String language,
        String textSha256,
        int ordinal,
        int start,
        int end,
        @Nullable Integer page,
        List<String> headings,
        String text) {

    static BytesRef encode(DocumentEntry entry, PassageEntry passage) {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeString(passage.passageId());
            out.writeString(entry.documentId());
            out.writeVInt(entry.revision());
            out.writeString(entry.collection());
            out.writeString(entry.title());
            out.writeString(entry.language());
            out.writeString(entry.textSha256());
            out.writeVInt(passage.ordinal());
            out.writeVInt(passage.start());
            out.writeVInt(passage.end());
            Integer page = passage.page();
            out.writeZInt(page == null ? Integer.MIN_VALUE : page);
            out.writeVInt(passage.headings().size());
            for (String heading : passage.headings()) {
                out.writeString(heading);
            }
            out.writeString(passage.text());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can't fail to be written", e);
        }
        return new BytesRef(out.toArrayCopy());
    }

    static StoredPassage decode(BytesRef bytes) {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        try {
            return new StoredPassage(
                    in.readString(),
                    in.readString(),
                    in.readVInt(),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readVInt(),
                    in.readVInt(),
                    in.readVInt(),
                    page(in.readZInt()),
                    headings(in),
                    in.readString());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can't fail to be read", e);
        }
    }

    private static @Nullable Integer page(int stored) {
        return stored == Integer.MIN_VALUE ? null : stored;
    }

    private static List<String> headings(ByteArrayDataInput in) throws IOException {
        int count = in.readVInt();
        List<String> headings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            headings.add(in.readString());
        }
        return headings;
    }
}
