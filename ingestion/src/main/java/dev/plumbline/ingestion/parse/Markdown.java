package dev.plumbline.ingestion.parse;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Markdown (CommonMark with tables): words stay, marks go; so do the targets of links and images.
 */
final class Markdown {
    private static final org.commonmark.parser.Parser PARSER =
            org.commonmark.parser.Parser.builder()
                    .extensions(List.of(TablesExtension.create()))
                    .build();

    private static final Pattern FRONT_MATTER =
            Pattern.compile(
                    "\\A\ufeff?---[ \\t]*\\R(.{0,20000}?)\\R(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)",
                    Pattern.DOTALL);
    private static final Pattern TITLE =
            Pattern.compile("(?m)^title:[ \\t]*[\"']?(.*?)[\"']?[ \\t]*$");

    private Markdown() {}

    static ParsedDocument parse(String source, Budget budget) {
        var out = new BlockWriter(budget);
        String body = source;
        String title = null;
        Matcher front = FRONT_MATTER.matcher(source);
        if (front.find()) {
            body = source.substring(front.end());
            Matcher named = TITLE.matcher(front.group(1));
            title = named.find() ? named.group(1) : null;
        }
        PARSER.parse(body).accept(new Visitor(out));
        return document(out, title);
    }

    private static ParsedDocument document(BlockWriter out, @Nullable String title) {
        out.close();
        var text = out.canonicalText();
        List<Block> blocks = out.blocks(text);
        return new ParsedDocument(
                text,
                Titles.of(title, text, blocks),
                "text/markdown",
                0,
                blocks,
                List.of(),
                Map.of());
    }

    private static final class Visitor extends AbstractVisitor {
        private final BlockWriter out;

        Visitor(BlockWriter out) {
            this.out = out;
        }

        @Override
        public void visit(Heading heading) {
            out.begin(Block.Kind.HEADING, heading.getLevel());
            visitChildren(heading);
            out.end();
        }

        @Override
        public void visit(Paragraph paragraph) {
            out.begin(Block.Kind.PARAGRAPH, 0);
            visitChildren(paragraph);
            out.end();
        }

        @Override
        public void visit(BulletList list) {
            out.beginList(false);
            visitChildren(list);
            out.endList();
        }

        @Override
        public void visit(OrderedList list) {
            out.beginList(true);
            visitChildren(list);
            out.endList();
        }

        @Override
        public void visit(ListItem item) {
            out.item();
            visitChildren(item);
            out.endItem();
        }

        @Override
        public void visit(FencedCodeBlock code) {
            code(code.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            code(code.getLiteral());
        }

        private void code(String literal) {
            out.begin(Block.Kind.CODE, 0);
            out.text(literal);
            out.end();
        }

        @Override
        public void visit(Text text) {
            out.text(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            out.text(code.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            out.text(" ");
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            out.lineBreak();
        }

        @Override
        public void visit(HtmlBlock html) {
            out.end();
            Html.write(html.getLiteral(), out);
            out.end();
        }

        @Override
        public void visit(HtmlInline html) {
            if (html.getLiteral().regionMatches(true, 0, "<br", 0, 3)) {
                out.lineBreak();
            }
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock) {
                out.beginTable();
                visitChildren(block);
                out.endTable();
            } else {
                visitChildren(block);
            }
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow) {
                out.row();
            } else if (node instanceof TableCell) {
                out.cell();
            }
            visitChildren(node);
            if (node instanceof TableCell) {
                out.end();
            }
        }
    }
}
