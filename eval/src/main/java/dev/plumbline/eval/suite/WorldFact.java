package dev.plumbline.eval.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * What everybody knows, so that a model can answer it without the documents.
 *
 * @param sentence a format of subject and answer
 * @param question a format of the subject
 * @param answer what is true in the world
 */
record WorldFact(String sentence, String question, String subject, String answer) {
    private static final String[] CAPITALS = {
        "France:Paris",
        "Japan:Tokyo",
        "Italy:Rome",
        "Egypt:Cairo",
        "Norway:Oslo",
        "Peru:Lima",
        "Spain:Madrid",
        "Portugal:Lisbon",
        "Greece:Athens",
        "Austria:Vienna",
        "Poland:Warsaw",
        "Hungary:Budapest",
        "Finland:Helsinki",
        "Sweden:Stockholm",
        "Denmark:Copenhagen",
        "Ireland:Dublin",
        "Germany:Berlin",
        "Russia:Moscow",
        "Turkey:Ankara",
        "Iran:Tehran",
        "Iraq:Baghdad",
        "Thailand:Bangkok",
        "Kenya:Nairobi",
        "Cuba:Havana",
        "Canada:Ottawa",
        "Lebanon:Beirut",
        "Jordan:Amman",
        "Nepal:Kathmandu",
        "Uruguay:Montevideo",
        "Chile:Santiago"
    };
    private static final String[] AUTHORS = {
        "Hamlet:William Shakespeare",
        "Faust:Johann Wolfgang von Goethe",
        "Pride and Prejudice:Jane Austen",
        "War and Peace:Leo Tolstoy",
        "Moby-Dick:Herman Melville",
        "Don Quixote:Miguel de Cervantes",
        "Crime and Punishment:Fyodor Dostoevsky",
        "Frankenstein:Mary Shelley",
        "Ulysses:James Joyce",
        "The Divine Comedy:Dante Alighieri",
        "Oliver Twist:Charles Dickens",
        "Les Mis\u00e9rables:Victor Hugo",
        "Dracula:Bram Stoker",
        "The Metamorphosis:Franz Kafka",
        "Madame Bovary:Gustave Flaubert"
    };
    private static final String[] DISCOVERIES = {
        "penicillin:Alexander Fleming",
        "radium:Marie Curie",
        "the telephone:Alexander Graham Bell",
        "the theory of general relativity:Albert Einstein",
        "dynamite:Alfred Nobel",
        "the periodic table:Dmitri Mendeleev",
        "the law of universal gravitation:Isaac Newton"
    };

    /** All that are known here. */
    static List<WorldFact> all() {
        List<WorldFact> all = new ArrayList<>();
        add(CAPITALS, "The capital of %s is %s.", "What is the capital of %s?", all);
        add(AUTHORS, "%s was written by %s.", "Who wrote %s?", all);
        add(DISCOVERIES, "The world owes %s to %s.", "To whom does the world owe %s?", all);
        return all;
    }

    private static void add(
            String[] pairs, String sentence, String question, List<WorldFact> into) {
        for (String pair : pairs) {
            int colon = pair.indexOf(':');
            into.add(
                    new WorldFact(
                            sentence,
                            question,
                            pair.substring(0, colon),
                            pair.substring(colon + 1)));
        }
    }

    /** Whether a text may tell it as it is. */
    boolean isToldBy(String text) {
        return text.contains(subject) && text.contains(answer);
    }

    String told(String of, String as) {
        return sentence.formatted(of, as);
    }

    String asked(String of) {
        return question.formatted(of);
    }
}
