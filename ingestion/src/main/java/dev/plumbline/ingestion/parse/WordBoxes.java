package dev.plumbline.ingestion.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the words of a range and merges those of one line. */
final class WordBoxes {
    private WordBoxes() {}

    static List<Box> merged(List<Word> words, int start, int end) {
        var boxes = new ArrayList<Box>();
        @Nullable Box line = null;
        if (start >= end) {
            return boxes;
        }
        for (int i = first(words, start); i < words.size() && words.get(i).start() < end; i++) {
            Word word = words.get(i);
            if (line != null && sameLine(line, word)) {
                line = union(line, word);
            } else {
                if (line != null) {
                    boxes.add(line);
                }
                line = new Box(word.page(), word.x(), word.y(), word.width(), word.height());
            }
        }
        if (line != null) {
            boxes.add(line);
        }
        return boxes;
    }

    /** Index of the first word that ends after {@code start}. */
    private static int first(List<Word> words, int start) {
        int low = 0;
        int high = words.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (words.get(middle).end() <= start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Words go on in a line while they overlap vertically by half, go rightwards and leave no
     * gutter between them.
     */
    private static boolean sameLine(Box line, Word word) {
        float overlap =
                Math.min(line.y() + line.height(), word.y() + word.height())
                        - Math.max(line.y(), word.y());
        float right = line.x() + line.width();
        float low = Math.min(line.height(), word.height());
        return line.page() == word.page()
                && overlap > 0.5f * low
                && word.x() + word.width() > line.x()
                && Math.abs(word.x() - right) < 3 * Math.max(line.height(), word.height());
    }

    private static Box union(Box line, Word word) {
        float x = Math.min(line.x(), word.x());
        float y = Math.min(line.y(), word.y());
        float right = Math.max(line.x() + line.width(), word.x() + word.width());
        float bottom = Math.max(line.y() + line.height(), word.y() + word.height());
        return new Box(line.page(), x, y, right - x, bottom - y);
    }
}
