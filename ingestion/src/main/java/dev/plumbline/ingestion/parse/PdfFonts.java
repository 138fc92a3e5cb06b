package dev.plumbline.ingestion.parse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What most letters of a document look like.
 *
 * @param bodySize font size of most letters, in points
 * @param bodyFixedPitch whether most letters have one width
 */
record PdfFonts(float bodySize, boolean bodyFixedPitch) {
    static PdfFonts of(List<List<PdfLine>> pages) {
        var letters = new TreeMap<Integer, Integer>();
        int fixed = 0;
        int all = 0;
        for (List<PdfLine> page : pages) {
            for (PdfLine line : page) {
                letters.merge(Math.round(2 * line.fontSize()), line.letters(), Integer::sum);
                all += line.letters();
                fixed += line.fixedPitch() ? line.letters() : 0;
            }
        }
        float size =
                letters.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(e -> e.getKey() / 2f)
                        .orElse(10f);
        return new PdfFonts(size, 2 * fixed > all);
    }
}
