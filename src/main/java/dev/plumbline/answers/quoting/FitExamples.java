package dev.plumbline.answers.quoting;

import dev.plumbline.answers.quoting.FitArticles.Question;
import dev.plumbline.answers.quoting.FitCollection.Document;
import dev.plumbline.answers.quoting.FitExample.Kind;
import dev.plumbline.answers.quoting.FitExample.Setting;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.ingestion.CanonicalText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

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
    private final Map<String, Document> documents = new HashMap<>();
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
            ask(Setting.THREE, three, documents(three, List.of()), 4);
            ask(Setting.ONE, three.subList(0, 1), documents(three.subList(0, 1), List.of()), 4);
        }
        for (int round = 0; round < 150 * scale; round++) {
            paragraph(data.questions().get(random.nextInt(data.questions().size())));
        }
        for (int round = 0; round < 300 * scale; round++) {
            sentences(data.questions().get(random.nextInt(data.questions().size())));
        }
        return examples;
    }

    private void half(int round, double scale) {
        List<String> titles = sample(List.copyOf(data.articles().keySet()), data.articles().size());
        List<String> half = titles.subList(0, titles.size() / 2);
        ask(Setting.HALF, half, documents(half, List.of()), (int) (200 * scale));
        List<String> others =
                sample(List.copyOf(data.bystanders().keySet()), data.bystanders().size());
        ask(
                Setting.GROWN,
                half,
                documents(half, others.subList(0, others.size() / 2)),
                (int) (120 * scale));
        if (round % 2 == 0) {
            ask(Setting.HUGE, half, documents(half, others), (int) (140 * scale));
        }
    }

    private List<Document> documents(List<String> articles, List<String> bystanders) {
        List<Document> all = new ArrayList<>();
        for (String title : articles) {
            Set<String> paragraphs = data.articles().getOrDefault(title, Set.of());
            all.add(document(title, title, paragraphs));
        }
        for (String title : bystanders) {
            Set<String> passages = data.bystanders().getOrDefault(title, Set.of());
            all.add(document("bystander " + title, title.strip(), passages));
        }
        return all;
    }

    private Document document(String id, String title, Set<String> paragraphs) {
        return documents.computeIfAbsent(id, i -> Document.of(i, title, paragraphs, embedder));
    }

    /** Asks so many questions of each kind. */
    private void ask(Setting setting, List<String> articles, List<Document> documents, int count) {
        Set<String> in = new HashSet<>(articles);
        try (FitCollection collection = new FitCollection(documents, embedder.dimension())) {
            for (Kind kind : Kind.values()) {
                List<Question> fitting =
                        data.questions().stream()
                                .filter(q -> in.contains(q.article()) == (kind != Kind.ELSEWHERE))
                                .filter(q -> q.answerable() == (kind != Kind.ALIKE))
                                .toList();
                int wanted = kind == Kind.ALIKE ? (count + 1) / 2 : count;
                sample(fitting, wanted).forEach(q -> ask(setting, kind, collection, q));
            }
        }
    }

    private void paragraph(Question about) {
        Document document =
                Document.of(about.article(), about.article(), Set.of(about.context()), embedder);
        try (FitCollection collection =
                new FitCollection(List.of(document), embedder.dimension())) {
            Kind own = about.answerable() ? Kind.ANSWERED : Kind.ALIKE;
            ask(Setting.PARAGRAPH, own, collection, about);
            for (Question other : sample(data.questions(), 2)) {
                if (other.answerable() && !other.article().equals(about.article())) {
                    ask(Setting.PARAGRAPH, Kind.ELSEWHERE, collection, other);
                }
            }
        }
    }

    /**
     * Asks two sentences, first those that answer, then neighbours of the one that does. Every
     * second time two paragraphs of other articles stand beside them.
     */
    private void sentences(Question about) {
        CanonicalText text = CanonicalText.of(about.context());
        List<String> all =
                SentenceSpans.of(text, FitCollection.LANGUAGE).stream().map(text::slice).toList();
        List<Integer> answering =
                IntStream.range(0, all.size())
                        .filter(i -> about.isAnsweredBy(all.get(i)))
                        .boxed()
                        .toList();
        if (!about.answerable() || answering.size() != 1 || all.size() < 4) {
            return;
        }
        int at = answering.getFirst();
        int with = Math.min(at, all.size() - 2);
        List<String> others = new ArrayList<>(all);
        others.remove(at);
        int without = Math.clamp(at - 1, 0, others.size() - 2);
        List<Document> beside = new ArrayList<>();
        if (random.nextBoolean()) {
            sample(data.questions(), 2).stream()
                    .filter(q -> !q.article().equals(about.article()))
                    .forEach(
                            q ->
                                    beside.add(
                                            Document.of(
                                                    "beside " + q.text(),
                                                    q.article(),
                                                    Set.of(q.context()),
                                                    embedder)));
        }
        Question other = sample(data.questions(), 1).getFirst();
        try (FitCollection collection = few(about, all.subList(with, with + 2), beside)) {
            ask(Setting.SENTENCES, Kind.ANSWERED, collection, about);
            if (other.answerable() && !other.article().equals(about.article())) {
                ask(Setting.SENTENCES, Kind.ELSEWHERE, collection, other);
            }
        }
        try (FitCollection collection = few(about, others.subList(without, without + 2), beside)) {
            ask(Setting.SENTENCES, Kind.ALIKE, collection, about);
        }
    }

    private FitCollection few(Question about, List<String> sentences, List<Document> beside) {
        List<Document> all = new ArrayList<>(beside);
        all.add(
                Document.of(
                        about.article(),
                        about.article(),
                        Set.of(String.join(" ", sentences)),
                        embedder));
        return new FitCollection(all, embedder.dimension());
    }

    private void ask(Setting setting, Kind kind, FitCollection collection, Question question) {
        Evidence evidence = collection.find(question.text(), embedder.embedQuery(question.text()));
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
