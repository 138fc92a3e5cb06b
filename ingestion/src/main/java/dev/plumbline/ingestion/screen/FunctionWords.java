package dev.plumbline.ingestion.screen;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Small words that questions and titles consist of. A few of them tell more of a short text's
 * language than the letters of its names and terms.
 */
final class FunctionWords {
    private static final int FIRST = 3;
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}]+");

    private static final Map<String, Set<String>> WORDS =
            Map.ofEntries(
                    entry(
                            "en",
                            "the of and to is are was were what which who whom whose when where why how many much"
                                    + " does did do has have had can could should would will may must not in on at by for"
                                    + " from with about between during after before there this that these it its be been"
                                    + " an or as if any most first into year years"),
                    entry(
                            "de",
                            "der die das den dem des ein eine einen einem einer eines und ist sind war waren wird wurde"
                                    + " wurden werden was wer wen wem wessen welche welcher welches welchen welchem wann"
                                    + " wo warum wieso weshalb wie viel viele hat haben hatte kann können muss soll nicht"
                                    + " kein keine im in am an auf bei für von vom zu zum zur mit nach über zwischen aus"
                                    + " durch gibt es man sich als oder auch"),
                    entry(
                            "fr",
                            "le la les un une des du de et est sont était étaient quel quelle quels quelles qui que quoi"
                                    + " quand où pourquoi comment combien a ont avait peut doit ne pas dans en sur au aux"
                                    + " par pour avec entre pendant après avant il elle ils elles ce cette ces qu'est-ce"
                                    + " est-ce se son sa ses leur"),
                    entry(
                            "es",
                            "el la los las un una unos unas del de y es son era eran fue fueron qué quién quiénes cuál"
                                    + " cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas que ha han puede debe no en"
                                    + " por para con sobre entre durante después antes se su sus lo al más hay está están"),
                    entry(
                            "it",
                            "il lo la i gli le un uno una del della dei degli delle di e è sono era erano fu che chi cosa"
                                    + " quale quali quando dove perché come quanto quanti quante ha hanno può deve non in"
                                    + " nel nella su per con tra fra si suo sua al alla"),
                    entry(
                            "nl",
                            "de het een en is zijn was waren wordt werd worden wat wie welke welk wanneer waar waarom hoe"
                                    + " veel heeft hebben had kan moet niet geen in op bij voor van met na tussen uit door"
                                    + " er dat deze die aan te om"),
                    entry(
                            "pt",
                            "o a os as um uma do da dos das de e é são era eram foi foram que quem qual quais quando onde"
                                    + " como quanto quantos quantas tem têm pode deve não em no na nos nas por para com"
                                    + " sobre entre se seu sua ao à"),
                    entry(
                            "pl",
                            "i w z na do nie jest są był była było co kto kiedy gdzie dlaczego jak ile który która które"
                                    + " czy od po dla przez się o"),
                    entry(
                            "sv",
                            "och i att det som en ett är var vad vem vilka vilken vilket när varför hur många har hade kan"
                                    + " inte på av för med till från den de"),
                    entry(
                            "da",
                            "og i at det som en et er var hvad hvem hvilke hvilken hvornår hvor hvorfor hvordan mange har"
                                    + " havde kan ikke på af for med til fra den de"),
                    entry(
                            "tr",
                            "ve bir bu ne kim nerede nasıl niçin neden hangi kaç için ile mi mı mu mü de da var"),
                    entry(
                            "ru",
                            "и в на не что кто когда где почему как сколько какой какая какие это был была были с по для от из"),
                    entry(
                            "uk",
                            "і в на не що хто коли де чому як скільки який яка які це був була були з по для від із та"));

    private FunctionWords() {}

    private static Map.Entry<String, Set<String>> entry(String language, String words) {
        return Map.entry(language, Set.of(words.split(" ", -1)));
    }

    /**
     * How many different function words of each language a text has, the one that it begins with
     * counted {@value #FIRST} times; 0 is left out.
     */
    static Map<String, Integer> counts(String text) {
        var seen =
                NO_LETTER.splitAsStream(text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        String first =
                NO_LETTER
                        .splitAsStream(text.toLowerCase(Locale.ROOT))
                        .filter(word -> !word.isEmpty())
                        .findFirst()
                        .orElse("");
        var counts = new HashMap<String, Integer>();
        WORDS.forEach(
                (language, words) -> {
                    int count = (int) seen.stream().filter(words::contains).count();
                    count += words.contains(first) ? FIRST - 1 : 0;
                    if (count > 0) {
                        counts.put(language, count);
                    }
                });
        return counts;
    }
}
