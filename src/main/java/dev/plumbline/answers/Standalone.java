package dev.plumbline.answers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a question stand alone. One that leans on the question before it has what it leaves unsaid
 * put in: the former question's year ("And in 2019?") or name ("What about Bolt?") gives way to the
 * new one, a pronoun to what it stands for ("When was she born?"). Where that is not seen, the
 * former question is asked together with this one.
 */
final class Standalone {
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

    private Standalone() {}

    /** The question to search for. */
    static String of(String question, List<Turn> turns) {
        if (turns.isEmpty() || !leans(question)) {
            return question;
        }
        Turn last = turns.getLast();
        String former = former(last.standalone());
        return anotherYear(question, former)
                .or(() -> aboutAnother(question, former))
                .or(() -> withReferent(question, former, last.answer()))
                .filter(made -> made.length() <= CHARACTERS_MAX)
                .orElseGet(() -> together(former, last.question(), question));
    }

    /** The question without those that were asked together with it. */
    private static String former(String standalone) {
        int end = standalone.indexOf("? ");
        return end < 0 ? standalone : standalone.substring(0, end + 1);
    }

    private static String together(String former, String asked, String question) {
        return (former.length() + question.length() <= CHARACTERS_MAX ? former : asked)
                + " "
                + question;
    }

    private static Optional<String> anotherYear(String question, String former) {
        Matcher another = ANOTHER_YEAR.matcher(question);
        Matcher year = Topic.YEAR.matcher(former);
        return another.matches() && year.find()
                ? Optional.of(year.replaceFirst(another.group(1)))
                : Optional.empty();
    }

    /**
     * "What about Bolt?" asks the same of another; "What about revenue?" asks another of the same.
     */
    private static Optional<String> aboutAnother(String question, String former) {
        Matcher about = ABOUT.matcher(question);
        Topic topic = Topic.of(former);
        if (!about.matches() || topic.names().isEmpty()) {
            return Optional.empty();
        }
        String other = about.group(1);
        if (Character.isUpperCase(other.codePointAt(0))) {
            return topic.names().size() == 1
                    ? Optional.of(former.replace(topic.names().getFirst(), other))
                    : Optional.empty();
        }
        String when = topic.years().isEmpty() ? "" : " in " + topic.years().getFirst();
        return Optional.of(
                "What about %s of %s%s?".formatted(other, topic.names().getFirst(), when));
    }

    private static Optional<String> withReferent(String question, String former, String answer) {
        Matcher pronoun = PRONOUN.matcher(question);
        if (!pronoun.find()) {
            return Optional.empty();
        }
        String word = pronoun.group().toLowerCase(Locale.ROOT);
        boolean possessive =
                POSSESSIVE.contains(word)
                        && !question.substring(pronoun.end()).matches("\\s*[?.!,]*\\s*");
        return referent(PERSONAL.contains(word), former, answer)
                .map(named -> Matcher.quoteReplacement(possessive ? named + "'s" : named))
                .map(named -> LEAD.matcher(pronoun.replaceFirst(named)).replaceFirst(""))
                .map(made -> made.substring(0, 1).toUpperCase(Locale.ROOT) + made.substring(1));
    }

    /** Who was asked for is named in the answer, what was asked about in the question. */
    private static Optional<String> referent(boolean person, String former, String answer) {
        Topic topic = Topic.of(former);
        if (!person) {
            return topic.thing()
                    .filter(thing -> thing.codePoints().noneMatch(Character::isUpperCase))
                    .or(() -> topic.names().stream().findFirst());
        }
        return WHO.matcher(former).lookingAt()
                ? Topic.fullName(answer)
                : topic.names().stream().findFirst();
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
