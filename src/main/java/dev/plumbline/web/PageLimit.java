package dev.plumbline.web;

/** How many entries of a list a client asks for at once. */
public final class PageLimit {
    private static final int MAX = 1_000;

    private PageLimit() {}

    /**
     * The number that a query says.
     *
     * @throws Problem 400 where it is none from 1 to {@value #MAX}
     */
    public static int of(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.badInput(
                "bad_limit", "limit is a number from 1 to " + MAX + ", not " + limit + ".");
    }
}
