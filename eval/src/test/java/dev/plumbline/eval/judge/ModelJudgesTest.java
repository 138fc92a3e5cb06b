package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelJudgesTest {
    @TempDir private Path folder = Path.of("");

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
    void jsonInACodeFenceIsRead() {
        for (String fence : List.of("```json\n%s\n```", "```\n%s\n```\n")) {
            assertThat(asked(fence.formatted("{\"supported\": [0.9, 0.2]}")))
                    .isInstanceOf(Judgement.class);
        }
        assertThat(asked("```json\n{\"supported\": [1, 1]}\n``` I hope so"))
                .isInstanceOf(JudgeFailure.class);
    }

    /** Answers one more hundredth each time, and holds what it was asked. */
    private static final class Counting implements ChatModel {
        private final List<String> asked = new ArrayList<>();

        @Override
        public ChatResponse doChat(ChatRequest request) {
            asked.add(request.messages().toString());
            String answer = "{\"supported\": [0.%02d]}".formatted(asked.size());
            return ChatResponse.builder().aiMessage(AiMessage.from(answer)).build();
        }

        private double score(Path kept, String identity, String question) {
            JudgeRequest request = new JudgeRequest(List.of("Mills grind."), "They do.", question);
            Judge judge =
                    new ChatModelJudge(
                            this, "m", Duration.ofSeconds(5), identity, KeptJudgements.in(kept));
            return ((Judgement) judge.judge(request)).score();
        }
    }

    @Test
    void theQuestionIsPartOfWhatIsAsked() {
        Counting model = new Counting();
        model.score(folder.resolve("kept"), "here", "What do mills do?");
        model.score(folder.resolve("kept"), "here", "");
        assertThat(model.asked.getFirst()).contains("What do mills do?");
        assertThat(model.asked.getLast()).doesNotContain("<question>");
    }

    @Test
    void theSameIsAskedOfTheSameModelOnce() throws IOException {
        Counting model = new Counting();
        Path kept = folder.resolve("kept");
        assertThat(model.score(kept, "here", "Q?")).isEqualTo(.01);
        Files.writeString(kept, "{\"asked\":\"torn", StandardOpenOption.APPEND);
        assertThat(model.score(kept, "here", "Q?")).isEqualTo(.01);
        assertThat(model.score(kept, "there", "Q?")).isEqualTo(.02);
        assertThat(model.score(kept, "here", "R?")).isEqualTo(.03);
        assertThat(model.score(kept, "here", "Q?")).isEqualTo(.01);
        assertThat(model.score(kept, "here", "R?")).isEqualTo(.03);
        assertThat(model.asked).hasSize(3);
    }

    @Test
    void repeatedJudgementsStayApart() {
        Counting model = new Counting();
        JudgeRequest request = new JudgeRequest(List.of("Mills grind."), "They do.");
        for (int run = 0; run < 2; run++) {
            KeptJudgements kept = KeptJudgements.in(folder.resolve("kept"));
            Judge judge = new ChatModelJudge(model, "m", Duration.ofSeconds(5), "here", kept);
            assertThat(List.of(judge.judge(request), judge.judge(request)))
                    .extracting(result -> ((Judgement) result).score())
                    .containsExactly(.01, .02);
            assertThat(kept.reused()).isEqualTo(2 * run);
        }
        assertThat(model.asked).hasSize(2);
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
