package dev.plumbline.answers.quoting;

import dev.plumbline.answers.quoting.FitArticles.Question;
import dev.plumbline.answers.quoting.FitExample.Kind;
import dev.plumbline.answers.quoting.FitExample.Setting;
import dev.plumbline.gateway.Embedder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Asks questions of collections of all sizes, from one paragraph to thousands of passages. Seeded.
 */
final class FitExamples {

    private static final long CACHE_BYTES = 1L << 30;

    private final FitArticles data;
    private final Embedder embedder;
    private final Profile profile;
    private final QuotingSelector selector;
    private final Random random;
    private final Map<String, List<FitSearch.Passage>> passages = new HashMap<>();
    private final List<FitExample> examples = new ArrayList<>();

    /** The profile's ranker by words chooses which sentences are encoded. */
    FitExamples(FitArticles data, Embedder embedder, Profile profile, long seed) {
        this.data = data;
        this.embedder = embedder;
        this.profile = profile;
        this.selector = new QuotingSelector(embedder, profile, CACHE_BYTES);
        this.random = new Random(seed);
    }

    /** About {@code scale} times 6,000 examples. */
    List<FitExample> make(double scale) {
        for (int round = 0; round < 4; round++) {
            half(round, scale);
        }
        for (int round = 0; round < 80 * scale; round++) {
            List<String> three = sample(List.copyOf(data.articles().keySet()), 3);
            ask(Setting.THREE, three, search(three, List.of()), 4);
            ask(Setting.ONE, three.subList(0, 1), search(three.subList(0, 1), List.of()), 4);
        }
        for (int round = 0; round < 150 * scale; round++) {
            paragraph(data.questions().get(random.nextInt(data.questions().size())));
        }
        return examples;
    }

    private void half(int round, double scale) {
        List<String> titles = sample(List.copyOf(data.articles().keySet()), data.articles().size());
        List<String> half = titles.subList(0, titles.size() / 2);
        ask(Setting.HALF, half, search(half, List.of()), (int) (200 * scale));
        List<String> others =
                sample(List.copyOf(data.bystanders().keySet()), data.bystanders().size());
        ask(
                Setting.GROWN,
                half,
                search(half, others.subList(0, others.size() / 2)),
                (int) (120 * scale));
        if (round % 2 == 0) {
            ask(Setting.HUGE, half, search(half, others), (int) (140 * scale));
        }
    }

    private FitSearch search(List<String> articles, List<String> bystanders) {
        List<FitSearch.Passage> all = new ArrayList<>();
        articles.forEach(t -> all.addAll(passages(t, data.articles().getOrDefault(t, Set.of()))));
        bystanders.forEach(
                t -> all.addAll(passages(t, data.bystanders().getOrDefault(t, Set.of()))));
        return new FitSearch(all);
    }

    private List<FitSearch.Passage> passages(String title, Set<String> paragraphs) {
        return passages.computeIfAbsent(
                title + paragraphs.size(),
                t -> FitSearch.passages(title.strip(), paragraphs, embedder));
    }

    /** Asks so many questions of each kind. */
    private void ask(Setting setting, List<String> articles, FitSearch search, int count) {
        Set<String> in = new HashSet<>(articles);
        for (Kind kind : Kind.values()) {
            List<Question> fitting =
                    data.questions().stream()
                            .filter(q -> in.contains(q.article()) == (kind != Kind.ELSEWHERE))
                            .filter(q -> q.answerable() == (kind != Kind.ALIKE))
                            .toList();
            int wanted = kind == Kind.ALIKE ? (count + 1) / 2 : count;
            sample(fitting, wanted).forEach(q -> ask(setting, kind, search, q));
        }
    }

    private void paragraph(Question about) {
        FitSearch search =
                new FitSearch(
                        FitSearch.passages(about.article(), Set.of(about.context()), embedder));
        ask(Setting.PARAGRAPH, about.answerable() ? Kind.ANSWERED : Kind.ALIKE, search, about);
        for (Question other : sample(data.questions(), 2)) {
            if (other.answerable() && !other.article().equals(about.article())) {
                ask(Setting.PARAGRAPH, Kind.ELSEWHERE, search, other);
            }
        }
    }

    private void ask(Setting setting, Kind kind, FitSearch search, Question question) {
        Evidence evidence = search.find(question.text(), embedder.embedQuery(question.text()));
        Examination examined = Examination.of(evidence, profile.passagesMax());
        List<Candidate> best =
                Ranking.of(examined.candidates(), profile.words().ranker()).candidates();
        List<Candidate> encoded = best.subList(0, Math.min(profile.sentencesMax(), best.size()));
        if (selector.encode(evidence, examined.asked(), encoded)) {
            examples.add(new FitExample(setting, kind, question, examined, encoded));
        }
    }

    private <T> List<T> sample(List<T> all, int count) {
        List<T> copy = new ArrayList<>(all);
        Collections.shuffle(copy, random);
        return copy.subList(0, Math.min(count, copy.size()));
    }
}
