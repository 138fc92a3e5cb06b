package dev.plumbline.index.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** The terms of a text, as the index has them; thread-safe. */
public final class Terms {
    private Terms() {}

    /**
     * The terms of a text in a language (ISO 639-1 code), in order, repeated ones too; of a
     * language without rules of its own, the neutral ones.
     */
    public static List<String> of(String text, String language) {
        return located(text, language).stream().map(Term::text).toList();
    }

    /** The terms with their places, in order. */
    public static List<Term> located(String text, String language) {
        List<Term> terms = new ArrayList<>();
        Analyzer analyzer = Languages.analyzer(language);
        try (TokenStream stream = analyzer.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            CodePoints codePoints = new CodePoints(text);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(
                        new Term(
                                term.toString(),
                                codePoints.at(offset.startOffset()),
                                codePoints.at(offset.endOffset())));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can't fail to be read", e);
        }
        return List.copyOf(terms);
    }

    /** Turns UTF-16 offsets into code points, quickly where they mostly ascend. */
    private static final class CodePoints {
        private final String text;
        private int units;
        private int points;

        CodePoints(String text) {
            this.text = text;
        }

        int at(int offset) {
            if (offset >= units) {
                points += text.codePointCount(units, offset);
            } else {
                points -= text.codePointCount(offset, units);
            }
            units = offset;
            return points;
        }
    }
}
