package dev.plumbline.eval.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Closed word classes of English, with a few of German: what carries no meaning alone, units,
 * number words.
 */
final class Lexicon {

    /** Words that number what stands in the evidence, not in the world. */
    static final Set<String> REFERENCES =
            Set.of(
                    "passage",
                    "passages",
                    "source",
                    "sources",
                    "document",
                    "documents",
                    "step",
                    "steps",
                    "text",
                    "excerpt",
                    "context");

    static final Set<String> FUNCTION_WORDS =
            words(
                    "a an the this that these those there here such some any all both each every either of in on at to"
                            + " for by with from into onto upon about as than then so too also just only very and or but"
                            + " if while because since although though whether when where which who whom whose what how"
                            + " why is are was were be been being am do does did done doing has have had having will"
                            + " would shall should can could may might must it its he him his she her hers they them"
                            + " their theirs we us our ours you your yours i me my mine itself himself herself"
                            + " themselves myself yourself s re ve ll d m ok oh yes up out off over under after before"
                            + " during between through again further more most less other another same own however"
                            + " therefore thus hence well much many few able via per etc within along across among"
                            + " against around until till towards toward still yet even ever now often one ones"
                            + " der die das den dem des ein eine einer eines einem einen und oder aber ist sind war"
                            + " waren wird werden von zu im am um mit auf aus bei nach als auch wie es er sie sich zur"
                            + " zum vom hat haben hatte");

    /** Words that turn a statement round. */
    static final Set<String> NEGATIONS =
            words(
                    "not never no none nobody nothing neither nor nowhere without n't cannot"
                            + " nicht kein keine keinen keiner keinem keines nie niemals ohne");

    /** Verbs and adjectives that deny what follows them. */
    static final Set<String> DENIALS =
            words(
                    "fail fails failed failing failure lack lacks lacked lacking unable refuse refuses refused incapable");

    /** After a negation these make something else of it: not only, no longer than. */
    static final Set<String> UNNEGATING =
            words("only just merely simply until till least doubt matter necessarily");

    private static final String UNIT_TABLE =
            "% percent percentage prozent;$ dollar dollars usd;€ euro euros eur;£ pound-sterling gbp;¥ yen"
                    + " yuan;cent cents;km kilometre kilometres kilometer kilometers;metre metres meter meters;cm"
                    + " centimetre centimetres centimeter centimeters;mm millimetre millimetres millimeter"
                    + " millimeters;mile miles mi;foot feet ft;inch inches;yard yards yd;kg kilogram kilograms"
                    + " kilo kilos;gram grams;mg milligram milligrams;tonne tonnes;ton tons;lb lbs pound"
                    + " pounds;ounce ounces oz;litre litres liter liters;ml millilitre millilitres milliliter"
                    + " milliliters;gallon gallons;acre acres;hectare hectares ha;second seconds"
                    + " secs;millisecond milliseconds ms;minute minutes mins;hour hours hrs hr;day"
                    + " days;week weeks;month months;year years yr yrs jahr jahre jahren;decade decades;century"
                    + " centuries;celsius;fahrenheit;kelvin;degree degrees;watt watts;kw kilowatt"
                    + " kilowatts;mw megawatt megawatts;gw gigawatt gigawatts;volt volts;hertz hz;khz kilohertz;mhz"
                    + " megahertz;ghz gigahertz;byte bytes;kb kilobyte kilobytes;mb megabyte megabytes;gb"
                    + " gigabyte gigabytes;tb terabyte terabytes;mph;kph kmh;bar;calorie calories;joule joules";

    static final Map<String, String> UNITS = sameAs("u:", UNIT_TABLE);

    /** A country, its people and its adjective are one. */
    static final Map<String, String> NATIONS =
            sameAs(
                    "n:",
                    "france french;spain spanish spaniard;england english;britain british;netherlands dutch holland"
                            + ";germany german germans;greece greek greeks;denmark danish dane;sweden swedish swede"
                            + ";switzerland swiss;poland polish pole;turkey turkish turk turks;ireland irish;wales"
                            + " welsh;scotland scottish scots;thailand thai;philippines filipino philippine;finland"
                            + " finnish;iraq iraqi iraqis;norway norwegian;china chinese;japan japanese;italy italian"
                            + " italians;europe european europeans;america american americans;africa african"
                            + " africans;asia asian;russia russian russians;mexico mexican;canada canadian");

    /** Pairs and groups of which one member in another's place turns a statement round. */
    static final Map<String, Set<String>> OPPOSITES = opposites();

    static final Map<String, Integer> CARDINALS =
            numbered(
                    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                            + " sixteen seventeen eighteen nineteen",
                    0);

    static final Map<String, Integer> ORDINALS =
            numbered(
                    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
                            + " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
                    1);

    static final Map<String, Integer> TENS =
            Map.of(
                    "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy",
                    70, "eighty", 80, "ninety", 90);

    static final Map<String, Long> MAGNITUDES =
            Map.of(
                    "hundred",
                    100L,
                    "thousand",
                    1_000L,
                    "million",
                    1_000_000L,
                    "millions",
                    1_000_000L,
                    "billion",
                    1_000_000_000L,
                    "billions",
                    1_000_000_000L,
                    "bn",
                    1_000_000_000L,
                    "trillion",
                    1_000_000_000_000L,
                    "dozen",
                    12L);

    private Lexicon() {}

    private static Set<String> words(String line) {
        return Set.copyOf(List.of(line.split(" ")));
    }

    private static Map<String, Integer> numbered(String line, int from) {
        Map<String, Integer> found = new HashMap<>();
        for (String word : line.split(" ")) {
            found.put(word, from + found.size());
        }
        return Map.copyOf(found);
    }

    /** Maps each word of a row to the row's first. */
    private static Map<String, String> sameAs(String prefix, String table) {
        Map<String, String> found = new HashMap<>();
        for (String row : table.split(";")) {
            String[] words = row.split(" ");
            for (String word : words) {
                found.put(word, prefix + words[0]);
            }
        }
        return Map.copyOf(found);
    }

    private static Map<String, Set<String>> opposites() {
        String table =
                "increase decrease;increases decreases;increased decreased;rise fall drop;rose fell dropped;rising"
                        + " falling;more less fewer;higher lower;high low;highest lowest;before after;above below;over"
                        + " under;first last;largest smallest;larger smaller;large small;big small;bigger smaller;best"
                        + " worst;better worse;north south east west;northern southern eastern western;northeast"
                        + " northwest southeast southwest;win lose;won lost;wins loses;up down;include exclude;includes"
                        + " excludes;allow forbid prohibit ban;allowed forbidden prohibited banned;accept reject"
                        + ";accepted rejected;approved rejected;success failure;successful unsuccessful;positive"
                        + " negative;always never;many few;early late;earlier later;older younger;oldest youngest;male"
                        + " female;man woman;men women;boy girl;boys girls;father mother;son daughter;brother sister"
                        + ";husband wife;king queen;his her;he she;left right;hot cold;warm cold;buy sell;bought sold"
                        + ";open close;opened closed;begin end;began ended;start stop;started stopped;born died;birth"
                        + " death;support oppose;supported opposed;supports opposes;legal illegal;possible impossible"
                        + ";likely unlikely;strong weak;stronger weaker;gain loss;profit loss;import export;imports"
                        + " exports;minimum maximum;least most;long short;longer shorter;old new;rich poor;public"
                        + " private;internal external;inside outside;enter leave;entered left;guilty innocent;agree"
                        + " disagree;agreed disagreed;same different;true false;safe dangerous;day night;summer winter"
                        + " spring autumn;january february march april may june july august september october november"
                        + " december;monday tuesday wednesday thursday friday saturday sunday;red blue green yellow"
                        + " black white;fast slow;faster slower;wide narrow;top bottom;upper lower;front back;common"
                        + " rare;common uncommon;able unable;active inactive;activates inhibits;activate inhibit"
                        + ";promotes inhibits;enhances reduces;improve worsen;improves worsens;improved worsened;raise"
                        + " lower;raised lowered;expand shrink;expanded shrank;presence absence;present absent"
                        + ";voluntary mandatory;optional required mandatory;ancient modern;major minor;majority"
                        + " minority;all none;both neither;local national international;daily weekly monthly annual"
                        + ";annually monthly weekly daily;single married;dead alive;cheap expensive;cheaper pricier";
        Map<String, Set<String>> found = new HashMap<>();
        for (String row : table.split(";")) {
            Set<String> group = words(row);
            for (String word : group) {
                Set<String> others = new java.util.HashSet<>(found.getOrDefault(word, Set.of()));
                others.addAll(group);
                others.remove(word);
                found.put(word, Set.copyOf(others));
            }
        }
        return Map.copyOf(found);
    }
}
