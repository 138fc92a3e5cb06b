package dev.plumbline.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/** The panel in which a document shows a quote. */
final class Sources {
    private static final Pattern PAGE_NUMBER = Pattern.compile("\n- \\d -");

    private final Page page;

    Sources(Page page) {
        this.page = page;
    }

    /** Opens a span of a document, in code points of its text, as a citation of it would. */
    void open(String document, String text, int start, int end) {
        int[] points = text.codePoints().toArray();
        String before = new String(points, 0, start);
        Map<String, Object> source =
                Map.of(
                        "collection",
                        "default",
                        "document_id",
                        document,
                        "title",
                        "A span",
                        "n",
                        1,
                        "page",
                        1 + (int) PAGE_NUMBER.matcher(before).results().count(),
                        "start",
                        start,
                        "end",
                        end,
                        "quote",
                        new String(points, start, end - start));
        page.evaluate(
                "source => import('/js/viewer.js').then(viewer => viewer.openSource(source, null))",
                source);
        assertThat(page.locator("mark.quote").first()).isInViewport();
    }

    /** The words under the highlight: on pages a run a line, in a text as they stand. */
    String highlighted() {
        boolean paged = "pdf".equals(page.locator("#viewer-body").getAttribute("data-form"));
        return String.join(paged ? "\n" : "", page.locator("mark.quote").allTextContents());
    }

    /** A quote's letters after NFKC, without white space and hyphens at line ends. */
    static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("-\\s*\n", "")
                .replaceAll("-$", "")
                .replaceAll("\\s", "");
    }
}
