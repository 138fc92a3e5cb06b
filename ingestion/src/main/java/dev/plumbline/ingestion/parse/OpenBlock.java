package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;

/** A block that still grows. */
final class OpenBlock {
    final Block.Kind kind;
    final int level;
    private final StringBuilder content = new StringBuilder();

    OpenBlock(Block.Kind kind, int level) {
        this.kind = kind;
        this.level = level;
    }

    void append(CharSequence characters) {
        if (kind == Block.Kind.CODE) {
            content.append(characters);
            return;
        }
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (!BlockWriter.isSpace(c)) {
                if (c != 0 && c != '\u00ad') {
                    content.append(c);
                }
            } else if (!content.isEmpty()
                    && !BlockWriter.isSpace(content.charAt(content.length() - 1))) {
                content.append(' ');
            }
        }
    }

    void lineBreak() {
        if (kind == Block.Kind.HEADING) {
            append(" ");
            return;
        }
        trim();
        if (!content.isEmpty()) {
            content.append('\n');
        }
    }

    boolean endsLine() {
        int last = content.length() - 1;
        while (last >= 0 && content.charAt(last) == ' ') {
            last--;
        }
        return last >= 0 && content.charAt(last) == '\n';
    }

    private void trim() {
        while (!content.isEmpty() && content.charAt(content.length() - 1) == ' ') {
            content.setLength(content.length() - 1);
        }
    }

    /** Canonical at once, so that no later cleaning moves an offset. */
    String content() {
        String clean = CanonicalText.normalised(content.toString()).text();
        if (kind != Block.Kind.CODE) {
            return clean.strip();
        }
        return clean.isBlank() ? "" : withoutBlankLines(clean.stripTrailing());
    }

    /** Without the blank lines that it begins with. */
    private static String withoutBlankLines(String code) {
        int start = 0;
        int at = 0;
        while (" \t\n".indexOf(code.charAt(at)) >= 0) {
            start = code.charAt(at++) == '\n' ? at : start;
        }
        return code.substring(start);
    }
}
