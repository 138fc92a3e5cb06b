package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares the words, numbers and negations of each sentence with those of the evidence. */
public final class AlignmentJudge implements Judge {

    private static final double THRESHOLD = 0.75;

    @Override
    public String name() {
        return "alignment";
    }

    @Override
    public JudgeResult judge(JudgeRequest request) {
        List<JudgedSentence> judged = new ArrayList<>();
        List<Span> unsupported = new ArrayList<>();
        double worst = 1;
        for (Sentence sentence : Sentences.split(request.response())) {
            Verification one = verify(sentence.text(), request.evidence());
            worst = Math.min(worst, one.score());
            judged.add(
                    new JudgedSentence(
                            sentence.start(),
                            sentence.end(),
                            one.verdict(),
                            one.score(),
                            one.reasons()));
            if (one.verdict() != Verdict.SUPPORTED) {
                unsupported.add(new Span(sentence.start(), sentence.end()));
            }
        }
        Verdict verdict = unsupported.isEmpty() ? Verdict.SUPPORTED : Verdict.UNSUPPORTED;
        return new Judgement(worst, verdict, judged, unsupported);
    }

    /** One sentence against passages; never partly. */
    Verification verify(String sentence, List<String> evidence) {
        Tokenizer tokenizer = new Tokenizer();
        Set<String> known = new HashSet<>();
        for (String passage : evidence) {
            tokenizer.tokens(passage).forEach(token -> known.add(token.key()));
        }
        List<Reason> reasons = new ArrayList<>();
        int content = 0;
        int found = 0;
        for (Token token : tokenizer.tokens(sentence)) {
            if (token.kind() == Token.Kind.FUNCTION || token.kind() == Token.Kind.BREAK) {
                continue;
            }
            content++;
            if (known.contains(token.key())) {
                found++;
            } else {
                reasons.add(new Reason(kind(token), token.text(), ""));
            }
        }
        double score = content == 0 ? 1 : (double) found / content;
        boolean hard = reasons.stream().anyMatch(r -> r.kind() != Reason.Kind.MISSING);
        boolean supported = !evidence.isEmpty() && !hard && score >= THRESHOLD;
        return new Verification(
                supported ? Verdict.SUPPORTED : Verdict.UNSUPPORTED, score, reasons);
    }

    private static Reason.Kind kind(Token token) {
        return switch (token.kind()) {
            case NUMBER -> Reason.Kind.NUMBER;
            case NEGATION -> Reason.Kind.NEGATION;
            default ->
                    token.isCapitalised() && token.start() > 0
                            ? Reason.Kind.NAME
                            : Reason.Kind.MISSING;
        };
    }
}
