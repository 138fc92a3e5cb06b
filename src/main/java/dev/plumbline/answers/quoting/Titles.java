package dev.plumbline.answers.quoting;

import java.util.regex.Pattern;

/** Titles as people read them: a title may be no more than a file's name. */
final class Titles {

    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z][A-Za-z0-9]{1,4}$");

    private Titles() {}

    /** The title without a file's ending and with spaces for underscores. */
    static String readable(String title) {
        return EXTENSION.matcher(title.strip()).replaceFirst("").replace('_', ' ').strip();
    }
}
