package dev.plumbline.eval.answers;

import dev.plumbline.eval.attribution.Stage;
import dev.plumbline.eval.faithfulness.CitationMarks;
import dev.plumbline.eval.faithfulness.CitationScores;
import dev.plumbline.eval.faithfulness.CitedSentence;
import dev.plumbline.eval.faithfulness.ClaimAgreement;
import dev.plumbline.eval.faithfulness.Faithfulness;
import dev.plumbline.eval.judge.AlignmentJudge;
import dev.plumbline.eval.judge.Judge;
import dev.plumbline.eval.judge.JudgeFailure;
import dev.plumbline.eval.judge.JudgeRequest;
import dev.plumbline.eval.judge.JudgeResult;
import dev.plumbline.eval.judge.JudgeTally;
import dev.plumbline.eval.judge.Judgement;
import dev.plumbline.eval.judge.SentenceVerifier;
import dev.plumbline.eval.judge.Span;
import dev.plumbline.eval.judge.Verdict;
import dev.plumbline.eval.metric.AnswerMatch;
import dev.plumbline.eval.metric.AnswerRelevance;
import dev.plumbline.eval.metric.Phrases;
import dev.plumbline.eval.metric.Rouge;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.systems.SystemOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scores outputs by all metrics that a question and an output have what is needed for; {@link
 * #METRICS} are their names.
 */
public final class ItemScorer {
    static final String CONTAINS = "contains";

    /**
     * In the order of reports. {@code answered}; where there are expected answers {@code contains}
     * (as whole words), {@code exact}, {@code f1} and ROUGE's F1; where texts are required, {@code
     * complete} (the share that the answer has as whole words); where it is known whether the
     * documents answer, {@code decision} (0 where there is neither answer nor refusal); where
     * something is forbidden, {@code undeceived}; where there is a reference answer, claims; for
     * answers {@code relevance}; for answers with passages or evidence ({@link
     * SystemOutput#grounds}) {@code faithful} (the judge's score), {@code supported} (its share of
     * sentences) and {@code strict} (1 where it finds the whole answer supported); for answers with
     * sentences, or with marks such as {@code [1]} and evidence, ALCE's citation scores by the
     * judge, {@code cited} and {@code in_range} (shares of sentences with a citation, and of
     * citations that point at something), {@code verified} (the system's own share of supported
     * sentences), {@code verbatim}; with a trace {@code retrieved} and {@code packed}, shares of
     * the evidence.
     */
    public static final List<String> METRICS =
            List.of(
                    "answered",
                    "decision",
                    CONTAINS,
                    "exact",
                    "f1",
                    "rouge_1",
                    "rouge_2",
                    "rouge_l",
                    "rouge_lsum",
                    "claim_precision",
                    "claim_recall",
                    "claim_f1",
                    "relevance",
                    "complete",
                    "undeceived",
                    "faithful",
                    "supported",
                    "strict",
                    "citation_recall",
                    "citation_precision",
                    "cited",
                    "in_range",
                    "verified",
                    "verbatim",
                    "retrieved",
                    "packed");

    private final Judge judge;
    private final int repeats;
    private final AnswerRelevance relevance;
    private final SentenceVerifier verifier = new SentenceVerifier();
    private final JudgeTally tally = new JudgeTally();

    /**
     * A scorer.
     *
     * @param repeats how often the judge judges each answer; the first time counts
     */
    public ItemScorer(Judge judge, int repeats, AnswerRelevance relevance) {
        this.judge = judge;
        this.repeats = repeats;
        this.relevance = relevance;
    }

    /** The judge's name. */
    public String judgeName() {
        return judge.name();
    }

    /** How the judge has fared so far. */
    public JudgeTally tally() {
        return tally;
    }

    /** Scores an output. */
    public ItemResult score(Question question, SystemOutput output) {
        Map<String, @Nullable Double> scores = new LinkedHashMap<>();
        List<Span> unsupported = List.of();
        String answer = output.answered() && output.answer() != null ? output.answer() : "";
        scores.put("answered", share(output.answered()));
        if (!question.expected().isEmpty()) {
            match(question, output, answer, scores);
        }
        decide(question, output, answer, scores);
        if (output.answered()) {
            if (question.reference() != null) {
                claims(answer, question.reference(), scores);
            }
            scores.put("relevance", relevance.of(question.text(), answer));
            if (!output.grounds().isEmpty()) {
                unsupported = judge(question, output, answer, scores);
            }
            cite(question, output, answer, scores);
        }
        Losses.trace(output.trace(), scores);
        Stage lost = Losses.of(question, output, answer, scores.get(CONTAINS)).orElse(null);
        return new ItemResult(question, output, ordered(scores), lost, unsupported);
    }

    private static Map<String, @Nullable Double> ordered(Map<String, @Nullable Double> scores) {
        Map<String, @Nullable Double> ordered = new LinkedHashMap<>();
        for (String metric : METRICS) {
            if (scores.containsKey(metric)) {
                ordered.put(metric, scores.get(metric));
            }
        }
        return ordered;
    }

    private static double share(boolean holds) {
        return holds ? 1 : 0;
    }

    private static void match(
            Question question,
            SystemOutput output,
            String answer,
            Map<String, @Nullable Double> scores) {
        AnswerMatch match =
                output.answered() ? AnswerMatch.of(answer, question.expected()) : AnswerMatch.NONE;
        scores.put("exact", match.exact());
        scores.put("f1", match.f1());
        scores.put(CONTAINS, share(question.expected().stream().anyMatch(Phrases.of(answer)::has)));
        Map<String, Function<String, Rouge>> rouge =
                Map.of(
                        "rouge_1", gold -> Rouge.ofSequences(answer, gold, 1),
                        "rouge_2", gold -> Rouge.ofSequences(answer, gold, 2),
                        "rouge_l", gold -> Rouge.ofSubsequence(answer, gold),
                        "rouge_lsum", gold -> Rouge.ofLines(answer, gold));
        rouge.forEach(
                (name, of) ->
                        scores.put(
                                name,
                                question.expected().stream()
                                        .mapToDouble(gold -> of.apply(gold).f1())
                                        .max()
                                        .orElse(0)));
    }

    private static void decide(
            Question question,
            SystemOutput output,
            String answer,
            Map<String, @Nullable Double> scores) {
        boolean failed = output.hasFailed();
        if (!failed && !question.forbidden().isEmpty()) {
            scores.put(
                    "undeceived",
                    share(question.forbidden().stream().noneMatch(text -> has(answer, text))));
        }
        if (!question.required().isEmpty()) {
            long present = question.required().stream().filter(Phrases.of(answer)::has).count();
            scores.put("complete", (double) present / question.required().size());
        }
        Boolean answerable = question.answerable();
        if (answerable != null) {
            scores.put("decision", share(!failed && answerable == output.answered()));
        }
    }

    /** As it stands, also within a word or an address; or as whole words in any case. */
    private static boolean has(String answer, String forbidden) {
        return answer.contains(forbidden) || Phrases.of(answer).has(forbidden);
    }

    private void claims(String answer, String reference, Map<String, @Nullable Double> scores) {
        Optional<ClaimAgreement> claims = ClaimAgreement.of(answer, reference, this::counted);
        scores.put("claim_precision", claims.map(ClaimAgreement::precision).orElse(null));
        scores.put("claim_recall", claims.map(ClaimAgreement::recall).orElse(null));
        scores.put("claim_f1", claims.map(ClaimAgreement::f1).orElse(null));
    }

    private JudgeResult counted(JudgeRequest request) {
        JudgeResult result = judge.judge(request);
        tally.add(List.of(result));
        return result;
    }

    private List<Span> judge(
            Question question,
            SystemOutput output,
            String answer,
            Map<String, @Nullable Double> scores) {
        JudgeRequest request = new JudgeRequest(output.grounds(), answer, question.text());
        List<JudgeResult> runs = new ArrayList<>();
        for (int run = 0; run < repeats; run++) {
            runs.add(judge.judge(request));
        }
        tally.add(runs);
        return switch (runs.getFirst()) {
            case Judgement judgement -> {
                scores.put("faithful", judgement.score());
                double supported = Faithfulness.of(List.of(judgement)).share();
                scores.put("supported", Double.isNaN(supported) ? 0 : supported);
                scores.put("strict", share(judgement.verdict() == Verdict.SUPPORTED));
                yield judgement.unsupported();
            }
            case JudgeFailure failure -> {
                scores.put("faithful", null);
                scores.put("supported", null);
                scores.put("strict", null);
                yield List.of();
            }
        };
    }

    private void cite(
            Question question,
            SystemOutput output,
            String answer,
            Map<String, @Nullable Double> scores) {
        List<CitedSentence> sentences = cited(output, answer);
        if (sentences.isEmpty()) {
            return;
        }
        int failuresBefore = tally.failures();
        CitationScores citations =
                CitationScores.NONE.plus(
                        sentences,
                        output.evidence(),
                        (sentence, passages) -> supports(sentence, passages, question.text()));
        boolean failed = tally.failures() > failuresBefore;
        int all = citations.inRange() + citations.outOfRange();
        double precision = citations.citations() == 0 ? 0 : citations.precision();
        scores.put("citation_recall", failed ? null : citations.recall());
        scores.put("citation_precision", failed ? null : precision);
        scores.put("cited", 1 - (double) citations.uncited() / citations.sentences());
        scores.put("in_range", all == 0 ? 0 : (double) citations.inRange() / all);
        Boolean verbatim = output.verbatim();
        if (verbatim != null) {
            scores.put("verbatim", share(verbatim));
        }
        if (output.sentences().stream().anyMatch(said -> said.verdict() != null)) {
            long supported = output.sentences().stream().filter(Losses::isSupported).count();
            scores.put("verified", (double) supported / output.sentences().size());
        }
    }

    /** The built-in judge judges single sentences as the service does its own. */
    private boolean supports(String sentence, List<String> passages, String question) {
        if (judge instanceof AlignmentJudge) {
            return verifier.verify(sentence, passages, List.of()).verdict() == Verdict.SUPPORTED;
        }
        return counted(new JudgeRequest(passages, sentence, question))
                        instanceof Judgement judgement
                && judgement.verdict() == Verdict.SUPPORTED;
    }

    /** As the system tells them; else, where it showed something, by the answer's own marks. */
    private static List<CitedSentence> cited(SystemOutput output, String answer) {
        if (output.sentences().isEmpty()) {
            return output.evidence().isEmpty() ? List.of() : CitationMarks.read(answer);
        }
        return output.sentences().stream()
                .map(said -> new CitedSentence(said.in(answer), said.citations()))
                .toList();
    }
}
