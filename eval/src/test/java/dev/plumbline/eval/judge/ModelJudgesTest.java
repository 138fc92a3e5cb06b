package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelJudgesTest {

    private static final JudgeRequest TWO =
            new JudgeRequest(List.of("Mills grind. Rain falls."), "Mills grind. Snow falls.");

    /** Answers always the same, after a while. */
    private record Scripted(String answer, Duration delay) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return ChatResponse.builder().aiMessage(AiMessage.from(answer)).build();
        }
    }

    private static JudgeResult asked(String answer) {
        return new ChatModelJudge(new Scripted(answer, Duration.ZERO), "m", Duration.ofSeconds(5))
                .judge(TWO);
    }

    @Test
    void aChatModelsProbabilitiesBecomeVerdicts() {
        Judgement judgement = (Judgement) asked("{\"supported\": [0.9, 0.2]}");
        assertThat(judgement.score()).isEqualTo(0.2);
        assertThat(judgement.verdict()).isEqualTo(Verdict.PARTLY);
        assertThat(judgement.unsupported()).containsExactly(new Span(13, 24));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes, both are supported.",
                "{\"supported\": [1]}",
                "{\"supported\": [1, 1, 1]}",
                "{\"supported\": [1, 2]}",
                "{\"supported\": [1, \"1\"]}",
                "{\"supported\": true}",
                "{\"supported\": [1, 1]} I hope this helps",
                " "
            })
    void anAnswerOfAnotherFormIsAFailureAndNoPass(String answer) {
        assertThat(asked(answer))
                .isInstanceOfSatisfying(
                        JudgeFailure.class,
                        failure ->
                                assertThat(failure.kind()).isEqualTo(JudgeFailure.Kind.UNREADABLE));
    }

    @Test
    void aModelThatTakesTooLongIsAFailure() {
        ChatModel slow = new Scripted("{\"supported\": [1, 1]}", Duration.ofSeconds(30));
        JudgeResult result = new ChatModelJudge(slow, "slow", Duration.ofMillis(50)).judge(TWO);
        assertThat(result).isInstanceOf(JudgeFailure.class);
        assertThat(((JudgeFailure) result).kind()).isEqualTo(JudgeFailure.Kind.TIMEOUT);
    }

    private static ScoringModelJudge scoring(ScoringModel model) {
        return new ScoringModelJudge(model, "scoring", 1, 0, Duration.ofMillis(200));
    }

    @Test
    void aScoringModelThatTakesTooLongIsAFailure() {
        ScoringModel slow =
                (segments, query) -> {
                    new Scripted("", Duration.ofMillis(300)).chat("wait");
                    return Response.from(segments.stream().map(s -> 4.0).toList());
                };
        assertThat(scoring(slow).judge(TWO))
                .isInstanceOfSatisfying(
                        JudgeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(JudgeFailure.Kind.TIMEOUT));
    }

    @Test
    void aScoringModelsBestStretchCountsForEachSentence() {
        ScoringModel words =
                (segments, query) ->
                        Response.from(
                                segments.stream()
                                        .map(segment -> segment.text().contains(query) ? 4.0 : -4.0)
                                        .toList());
        Judgement judgement = (Judgement) scoring(words).judge(TWO);
        assertThat(judgement.sentences())
                .extracting(JudgedSentence::verdict)
                .containsExactly(Verdict.SUPPORTED, Verdict.UNSUPPORTED);
    }

    @Test
    void aScoringModelThatSkipsAScoreOrThrowsIsAFailure() {
        ScoringModel none = (segments, query) -> Response.from(List.of());
        ScoringModel broken =
                (List<TextSegment> segments, String query) -> {
                    throw new IllegalStateException("no model");
                };
        assertThat(scoring(none).judge(TWO)).isInstanceOf(JudgeFailure.class);
        assertThat(scoring(broken).judge(TWO)).isInstanceOf(JudgeFailure.class);
    }
}
