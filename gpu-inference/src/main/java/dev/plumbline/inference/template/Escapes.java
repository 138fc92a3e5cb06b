package dev.plumbline.inference.template;

/**
 * Python's escapes in texts of a template.
 *
 * @param source the whole template
 */
record Escapes(String source) {
    /**
     * Appends what an escape stands for, from the character after the backslash; the position after
     * it.
     */
    int append(int at, int line, StringBuilder text) {
        char character = source.charAt(at);
        switch (character) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'a' -> text.append('\u0007');
            case 'v' -> text.append('\u000B');
            case '\\', '\'', '"' -> text.append(character);
            case '\n' -> {}
            case 'x' -> {
                return hexadecimal(at, line, 2, text);
            }
            case 'u' -> {
                return hexadecimal(at, line, 4, text);
            }
            case 'U' -> {
                return hexadecimal(at, line, 8, text);
            }
            default -> {
                return octal(at, text);
            }
        }
        return at + 1;
    }

    private int hexadecimal(int at, int line, int digits, StringBuilder text) {
        int end = at + 1 + digits;
        try {
            text.appendCodePoint(
                    Integer.parseInt(source, at + 1, Math.min(end, source.length()), 16));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw TemplateException.syntax("A text has a broken escape", line);
        }
        return end;
    }

    private int octal(int at, StringBuilder text) {
        int end = at;
        while (end < source.length()
                && end < at + 3
                && source.charAt(end) >= '0'
                && source.charAt(end) <= '7') {
            end++;
        }
        if (end == at) {
            text.append('\\').append(source.charAt(at));
            return at + 1;
        }
        text.append((char) Integer.parseInt(source, at, end, 8));
        return end;
    }
}
