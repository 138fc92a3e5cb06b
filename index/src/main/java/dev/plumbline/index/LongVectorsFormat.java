package dev.plumbline.index;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * A format of Lucene's that takes vectors of more than its 1024 dimensions, which some embedders
 * have. It goes by the same name and writes the same files, so that Lucene reads them by itself.
 */
final class LongVectorsFormat extends KnnVectorsFormat {
    private final KnnVectorsFormat format;

    LongVectorsFormat(KnnVectorsFormat format) {
        super(format.getName());
        this.format = format;
    }

    @Override
    public int getMaxDimensions(String field) {
        return IndexSettings.DIMENSION_MAX;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return format.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return format.fieldsReader(state);
    }
}
