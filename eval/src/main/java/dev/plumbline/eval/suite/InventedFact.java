package dev.plumbline.eval.suite;

import java.util.random.RandomGenerator;

/**
 * A fact that no model can know, since all its names are made up.
 *
 * @param device a made-up thing
 * @param person who did something to it
 * @param year when
 */
record InventedFact(String device, String person, int year) {

    private static final String[] ONSETS = {
        "b", "br", "d", "dr", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t",
        "tr", "v", "z"
    };
    private static final String[] VOWELS = {"a", "e", "i", "o", "u", "ai", "ea", "ou"};
    private static final String[] ENDS = {"l", "m", "n", "r", "s", "th", "x", "nd", "lk"};
    private static final String[] THINGS = {
        "gauge", "valve", "archive", "bridge", "engine", "treaty"
    };

    static InventedFact of(RandomGenerator random) {
        String device = name(random) + " " + THINGS[random.nextInt(THINGS.length)];
        return new InventedFact(
                device, name(random) + " " + name(random), 1700 + random.nextInt(300));
    }

    /** A made-up name that can be spoken. */
    static String name(RandomGenerator random) {
        String name =
                ONSETS[random.nextInt(ONSETS.length)]
                        + VOWELS[random.nextInt(VOWELS.length)]
                        + ONSETS[random.nextInt(ONSETS.length)]
                        + VOWELS[random.nextInt(VOWELS.length)]
                        + ENDS[random.nextInt(ENDS.length)];
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    String sentence() {
        return "The " + device + " was completed by " + person + " in " + year + ".";
    }

    String question() {
        return "Who completed the " + device + "?";
    }

    /** Something else by the same person. */
    InventedFact another(RandomGenerator random) {
        return new InventedFact(of(random).device(), person, year + 1 + random.nextInt(20));
    }

    /** The same device with somebody else. */
    InventedFact contradicted(RandomGenerator random) {
        return new InventedFact(
                device, name(random) + " " + name(random), year + 1 + random.nextInt(20));
    }
}
