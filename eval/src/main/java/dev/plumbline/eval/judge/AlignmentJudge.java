package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the words, numbers, units, names and negations of each sentence with the lines of
 * evidence that come closest, and weighs what it finds by a logistic regression. Time grows with
 * the length of evidence and response, not with their product. A sentence without a content word,
 * number or name is supported only as a quote, and says nothing about the rest of its response.
 */
public final class AlignmentJudge implements Judge {

    /**
     * What a number, name or the like that differs takes from the log odds of its sentence when
     * responses are ranked. A negation decides the verdict, but rewording moves it too often to
     * rank.
     */
    private static final double DIFFERENCE = 0.3;

    /** The score of what the evidence has word for word. */
    private static final double QUOTED = 0.98;

    /** The least log odds of a sentence that says what the evidence does not tell. */
    private static final double NEUTRAL = 0.4;

    private final AlignmentModel model;
    private final WordWeights weights;

    /** A judge with the coefficients that ship. */
    public AlignmentJudge() {
        this(AlignmentModel.standard());
    }

    AlignmentJudge(AlignmentModel model) {
        this.model = model;
        this.weights = model.weights();
    }

    @Override
    public String name() {
        return "alignment";
    }

    @Override
    public double threshold() {
        return model.threshold();
    }

    @Override
    public JudgeResult judge(JudgeRequest request) {
        Tokenizer tokenizer = new Tokenizer();
        Evidence evidence = Evidence.of(request.evidence(), tokenizer);
        Set<String> asked = keys(request.question(), tokenizer);
        List<Assessment> assessments = new ArrayList<>();
        for (Claim claim : Claim.of(request.response(), tokenizer)) {
            assessments.add(Assessment.of(claim, evidence, asked, weights));
        }
        return judgement(assessments, evidence);
    }

    private Judgement judgement(List<Assessment> assessments, Evidence evidence) {
        List<JudgedSentence> sentences = new ArrayList<>();
        List<Span> unsupported = new ArrayList<>();
        boolean contradicted = false;
        for (Assessment assessment : assessments) {
            JudgedSentence judged = judged(assessment, evidence);
            sentences.add(judged);
            contradicted |= !assessment.reasons().isEmpty();
            if (judged.verdict() != Verdict.SUPPORTED) {
                unsupported.addAll(UnsupportedParts.of(assessment));
            }
        }
        double[] logits =
                assessments.stream()
                        .filter(assessment -> !assessment.isEmpty())
                        .mapToDouble(this::logit)
                        .toArray();
        if (logits.length == 0 || evidence.lines().isEmpty()) {
            return new Judgement(0, Verdict.UNSUPPORTED, sentences, unsupported);
        }
        double score = probability(logits);
        if (assessments.stream().allMatch(Assessment::quoted)) {
            score = Math.max(score, QUOTED);
        }
        boolean supported = score >= model.threshold() && !contradicted;
        return new Judgement(
                score, supported ? Verdict.SUPPORTED : lesser(sentences), sentences, unsupported);
    }

    /** The verdict on a response that is not supported as a whole. */
    private static Verdict lesser(List<JudgedSentence> sentences) {
        boolean any = sentences.stream().anyMatch(s -> s.verdict() != Verdict.UNSUPPORTED);
        boolean none =
                sentences.stream()
                        .allMatch(
                                s ->
                                        s.reasons().stream()
                                                .allMatch(r -> r.kind() == Reason.Kind.MISSING));
        return any && none ? Verdict.PARTLY : Verdict.UNSUPPORTED;
    }

    private JudgedSentence judged(Assessment assessment, Evidence evidence) {
        Sentence sentence = assessment.claim().sentence();
        if (evidence.lines().isEmpty()) {
            Reason reason = new Reason(Reason.Kind.NO_EVIDENCE, sentence.text(), "");
            return new JudgedSentence(
                    sentence.start(), sentence.end(), Verdict.UNSUPPORTED, 0, List.of(reason));
        }
        if (assessment.isEmpty()) {
            return new JudgedSentence(
                    sentence.start(), sentence.end(), Verdict.UNSUPPORTED, 0, List.of());
        }
        double score = probability(assessment);
        boolean supported = score >= model.threshold();
        List<Reason> reasons = new ArrayList<>(assessment.reasons());
        if (!supported) {
            reasons.addAll(UnsupportedParts.missingWords(assessment));
        }
        Verdict verdict = supported ? Verdict.SUPPORTED : lesser(assessment, evidence);
        return new JudgedSentence(sentence.start(), sentence.end(), verdict, score, reasons);
    }

    /** Partly, if no part of the claim is contradicted and one is supported by itself. */
    private Verdict lesser(Assessment assessment, Evidence evidence) {
        if (assessment.reasons().isEmpty()) {
            for (Claim part : Clauses.of(assessment.claim())) {
                Assessment alone = Assessment.of(part, evidence, Set.of(), weights);
                if (alone.reasons().isEmpty() && probability(alone) >= model.threshold()) {
                    return Verdict.PARTLY;
                }
            }
        }
        return Verdict.UNSUPPORTED;
    }

    private double probability(Assessment assessment) {
        double score = probability(logit(assessment));
        if (assessment.quoted()) {
            return Math.max(score, QUOTED);
        }
        return assessment.reasons().isEmpty() ? score : below(model.threshold(), score);
    }

    private double probability(double... logits) {
        return LogisticModel.probability(model.response().logit(ResponseFeatures.of(logits)));
    }

    /** The log odds by which a sentence counts within its response. */
    private double logit(Assessment assessment) {
        double logit = model.sentence().logit(assessment.features().values());
        if (assessment.claim().aboutEvidence()) {
            return Math.max(logit, NEUTRAL);
        }
        boolean telling =
                assessment.reasons().stream()
                        .anyMatch(reason -> reason.kind() != Reason.Kind.NEGATION);
        return telling ? logit - DIFFERENCE : logit;
    }

    /** Keeps the order of scores, and lets none reach the threshold. */
    private static double below(double threshold, double score) {
        return score < 0.9 * threshold
                ? score
                : threshold * (0.9 + 0.09 * (score - 0.9 * threshold) / (1 - 0.9 * threshold));
    }

    /** One sentence, or a part of one, against evidence that is read already. */
    JudgedSentence judge(Sentence sentence, Evidence evidence, Tokenizer tokenizer) {
        Claim claim = Claim.of(sentence, tokenizer).aboutItsSubject();
        return judged(Assessment.of(claim, evidence, Set.of(), weights), evidence);
    }

    static Set<String> keys(String text, Tokenizer tokenizer) {
        Set<String> keys = new HashSet<>();
        for (Token token : tokenizer.tokens(text)) {
            if (token.isContent()) {
                keys.add(token.key());
            }
        }
        return keys;
    }
}
