package dev.plumbline.answers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question that stands alone. One that leans on the question before it has what it leaves unsaid
 * put in: the former question's year ("And in 2019?") or name ("What about Bolt?") gives way to the
 * new one, a pronoun to what it stands for ("When was she born?"). Where that is not seen, the
 * former question is asked together with this one.
 *
 * @param documentIds of which it may hold words, out of a former answer
 */
public record Standalone(String text, Set<String> documentIds) {
    private static final int CHARACTERS_MAX = 400;
    private static final int CONTENT_WORDS_MIN = 2;

    private static final Pattern ANOTHER_YEAR =
            Pattern.compile(
                    "(?i)\\s*(?:(?:and|but|then|und|et|y)\\s+)?(?:(?:what|how)\\s+about\\s+)?(?:(?:in|for|during|of|since|by|im jahr|en)\\s+)*(1\\d{3}|20\\d{2})\\s*\\?*\\s*");
    private static final Pattern LEANING =
            Pattern.compile(
                    "(?i)\\s*(?:and|but|or|also|then|so|what about|how about|und|aber|oder|et|y)\\b.*",
                    Pattern.DOTALL);

    /** "What is photosynthesis?" names its subject; "What is the price?" leaves open whose. */
    private static final Pattern SUBJECT =
            Pattern.compile(
                    "(?i)\\s*(?:(?:what|who|where)(?:['’]s|\\s+(?:is|are|was|were))|define|explain|(?:was|wer|wo)\\s+(?:ist|sind|war|waren))\\s+([\\p{L}\\p{N}'’-]+)\\s*[?.]*\\s*");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");

    private static final Pattern LEAD =
            Pattern.compile("(?i)^\\s*(?:and|but|or|also|then|so)\\b[\\s,]*");
    private static final Pattern ABOUT =
            Pattern.compile(
                    "(?i)\\s*(?:and\\s+)?(?:what|how)\\s+about\\s+(?:the\\s+)?((?!in\\b|on\\b|at\\b|for\\b|of\\b)[\\p{L}\\p{N}'’-]+(?:\\s+[\\p{L}\\p{N}'’-]+){0,2})\\s*[?.]*\\s*");
    private static final Pattern WHO = Pattern.compile("(?i)\\s*who\\b");
    private static final Set<String> PERSONAL = Set.of("he", "she", "him", "her", "his", "hers");
    private static final Set<String> POSSESSIVE = Set.of("her", "his", "hers", "its");

    /** Those of English that can be replaced where they stand. */
    private static final Pattern PRONOUN =
            Pattern.compile("(?i)\\b(?:he|she|him|her|hers|his|it|its)\\b");

    private static final Set<String> POINTING =
            Set.of(
                    "it", "its", "he", "she", "him", "her", "his", "hers", "they", "them", "their",
                    "theirs", "this", "these", "those", "there", "one", "ones", "er", "sie", "es",
                    "ihn", "ihr", "ihre", "sein", "seine", "dort", "dies", "diese", "dieser");

    private static final Set<String> EMPTY =
            Set.of(
                    "a", "an", "and", "are", "about", "at", "be", "been", "but", "by", "can", "did",
                    "do", "does", "for", "from", "had", "has", "have", "how", "i", "in", "is",
                    "long", "many", "me", "more", "much", "of", "on", "or", "please", "so", "tell",
                    "that", "the", "then", "to", "was", "were", "what", "when", "where", "which",
                    "who", "whom", "whose", "why", "will", "with", "would", "you", "year", "time",
                    "day", "und", "der", "die", "das", "wann", "wer", "wie", "wo", "ist", "war");

    public Standalone {
        documentIds = Set.copyOf(documentIds);
    }

    /** A question that leans on nothing. */
    static Standalone asked(String question) {
        return new Standalone(question, Set.of());
    }

    /** The question to search for. */
    static Standalone of(String question, List<Turn> turns) {
        if (turns.isEmpty() || !leans(question)) {
            return asked(question);
        }
        Turn last = turns.getLast();
        Standalone former = former(last.standalone());
        return anotherYear(question, former)
                .or(() -> aboutAnother(question, former))
                .or(() -> withReferent(question, former, last))
                .filter(made -> made.text.length() <= CHARACTERS_MAX)
                .orElseGet(() -> together(former, last.question(), question));
    }

    private Standalone with(String changed) {
        return new Standalone(changed, documentIds);
    }

    /** The question without those that were asked together with it. */
    private static Standalone former(Standalone standalone) {
        int end = standalone.text.indexOf("? ");
        return end < 0 ? standalone : standalone.with(standalone.text.substring(0, end + 1));
    }

    private static Standalone together(Standalone former, String asked, String question) {
        return former.text.length() + question.length() <= CHARACTERS_MAX
                ? former.with(former.text + " " + question)
                : asked(asked + " " + question);
    }

    private static Optional<Standalone> anotherYear(String question, Standalone former) {
        Matcher another = ANOTHER_YEAR.matcher(question);
        Matcher year = Topic.YEAR.matcher(former.text);
        return another.matches() && year.find()
                ? Optional.of(former.with(year.replaceFirst(another.group(1))))
                : Optional.empty();
    }

    /**
     * "What about Bolt?" asks the same of another; "What about revenue?" asks another of the same.
     */
    private static Optional<Standalone> aboutAnother(String question, Standalone former) {
        Matcher about = ABOUT.matcher(question);
        Topic topic = Topic.of(former.text);
        if (!about.matches() || topic.names().isEmpty()) {
            return Optional.empty();
        }
        String other = about.group(1);
        if (Character.isUpperCase(other.codePointAt(0))) {
            return topic.names().size() == 1
                    ? Optional.of(former.with(former.text.replace(topic.names().getFirst(), other)))
                    : Optional.empty();
        }
        String when = topic.years().isEmpty() ? "" : " in " + topic.years().getFirst();
        return Optional.of(
                former.with(
                        "What about %s of %s%s?".formatted(other, topic.names().getFirst(), when)));
    }

    private static Optional<Standalone> withReferent(
            String question, Standalone former, Turn last) {
        Matcher pronoun = PRONOUN.matcher(question);
        if (!pronoun.find()) {
            return Optional.empty();
        }
        String word = pronoun.group().toLowerCase(Locale.ROOT);
        boolean possessive =
                POSSESSIVE.contains(word)
                        && !question.substring(pronoun.end()).matches("\\s*[?.!,]*\\s*");
        return referent(PERSONAL.contains(word), former, last)
                .map(
                        named ->
                                named.with(
                                        replaced(
                                                pronoun,
                                                possessive ? named.text + "'s" : named.text)));
    }

    private static String replaced(Matcher pronoun, String named) {
        String made =
                LEAD.matcher(pronoun.replaceFirst(Matcher.quoteReplacement(named)))
                        .replaceFirst("");
        return made.substring(0, 1).toUpperCase(Locale.ROOT) + made.substring(1);
    }

    /** Who was asked for is named in the answer, what was asked about in the question. */
    private static Optional<Standalone> referent(boolean person, Standalone former, Turn last) {
        if (person && WHO.matcher(former.text).lookingAt()) {
            return Topic.fullName(last.answer())
                    .map(name -> new Standalone(name, last.documentIds()));
        }
        Topic topic = Topic.of(former.text);
        Optional<String> name = topic.names().stream().findFirst();
        Optional<String> named =
                person
                        ? name
                        : topic.thing()
                                .filter(
                                        thing ->
                                                thing.codePoints()
                                                        .noneMatch(Character::isUpperCase))
                                .or(() -> name);
        return named.map(former::with);
    }

    private static boolean leans(String question) {
        if (LEANING.matcher(question).matches()) {
            return true;
        }
        int content = 0;
        boolean points = false;
        Matcher words = WORD.matcher(question);
        while (words.find()) {
            String word = words.group().toLowerCase(Locale.ROOT);
            points |= POINTING.contains(word);
            content += POINTING.contains(word) || EMPTY.contains(word) ? 0 : 1;
        }
        return points
                || content < CONTENT_WORDS_MIN
                        && !(content == 1 && SUBJECT.matcher(question).matches());
    }
}
