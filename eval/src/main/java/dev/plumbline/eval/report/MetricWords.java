package dev.plumbline.eval.report;

import java.util.Map;

/** What the metrics of a report mean, in a sentence each. */
final class MetricWords {
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("answered", "Share of questions with an answer that is no refusal."),
                    Map.entry(
                            "decision",
                            "Answered where the documents answer, declined where they do not."),
                    Map.entry("contains", "The answer has an expected answer as whole words."),
                    Map.entry(
                            "exact", "The answer is an expected answer and nothing else (SQuAD)."),
                    Map.entry("f1", "Words shared with the best expected answer (SQuAD)."),
                    Map.entry("rouge_1", "Words shared with the best expected answer (ROUGE-1)."),
                    Map.entry("rouge_2", "Word pairs shared with it (ROUGE-2)."),
                    Map.entry("rouge_l", "The longest run of words in order (ROUGE-L)."),
                    Map.entry("rouge_lsum", "The same line by line (ROUGE-Lsum)."),
                    Map.entry(
                            "claim_precision",
                            "Share of the answer's claims that the reference supports."),
                    Map.entry(
                            "claim_recall",
                            "Share of the reference's claims that the answer supports."),
                    Map.entry("claim_f1", "The harmonic mean of both."),
                    Map.entry("relevance", "How near the answer is to the question."),
                    Map.entry("complete", "Share of the required texts that the answer has."),
                    Map.entry("undeceived", "The answer has nothing that is forbidden."),
                    Map.entry(
                            "faithful",
                            "The judge's probability that the passages found (where they are not told: what was shown) support all of the answer."),
                    Map.entry("supported", "Share of sentences that these support."),
                    Map.entry("strict", "They support the whole answer."),
                    Map.entry(
                            "citation_recall",
                            "Share of sentences that what they cite supports, by the judge (ALCE)."),
                    Map.entry(
                            "citation_precision",
                            "Share of citations that are needed and right, by the judge (ALCE)."),
                    Map.entry("cited", "Share of sentences that cite something."),
                    Map.entry("in_range", "Share of citations that point at something shown."),
                    Map.entry(
                            "verified",
                            "Share of sentences that the system itself found supported."),
                    Map.entry("verbatim", "Each quote is the text at its offsets."),
                    Map.entry("retrieved", "Share of the evidence that the search brought."),
                    Map.entry("packed", "Share of the evidence that the writer saw."));

    private MetricWords() {}

    static String of(String metric) {
        return WORDS.getOrDefault(metric, "");
    }
}
