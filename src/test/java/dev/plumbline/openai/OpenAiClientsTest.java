package dev.plumbline.openai;

import static dev.plumbline.Corpus.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients of OpenAI's API, its official one and LangChain4j's, work unchanged. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class OpenAiClientsTest {
    private static final String QUESTION = "Who invented the zorbax valve?";
    private static boolean filled;

    @BeforeEach
    void fill() {
        if (!filled) {
            Corpus.collection("notes", "valve.txt", Corpus.VALVE);
            filled = true;
        }
    }

    private static String base() {
        return "http://127.0.0.1:" + RestAssured.port + "/v1";
    }

    private static OpenAIClient client() {
        return OpenAIOkHttpClient.builder().baseUrl(base()).apiKey("none").maxRetries(0).build();
    }

    private static ChatCompletionCreateParams asked(String model, String question) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(question).build();
    }

    @Test
    void officialClientListsModelsAndAsks() {
        assertThat(client().models().list().items()).extracting("id").hasSize(2);
        ChatCompletion completion =
                client().chat().completions().create(asked("plumbline/notes", QUESTION));
        var message = completion.choices().getFirst().message();
        assertThat(message.content()).hasValueSatisfying(t -> assertThat(t).contains("Ada Quill"));
        var annotation = message.annotations().orElseThrow().getFirst().urlCitation();
        assertThat(annotation.title()).isEqualTo("valve.txt");
        assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
    }

    @Test
    void annotationsMarkTheirSentencesInTheContent() {
        Corpus.collection(
                "marked",
                "rocket.txt",
                "The \uD83D\uDE80 \uD83D\uDE80 rocket of Dora Lind flew in 1931. It was built by Emil Roth. The rocket of Dora Lind fell into the sea.");
        JsonPath message =
                json(Map.of(
                                "model",
                                "plumbline/marked",
                                "messages",
                                List.of(
                                        Map.of(
                                                "role",
                                                "user",
                                                "content",
                                                "When did the rocket of Dora Lind fly?"))))
                        .post("/v1/chat/completions")
                        .jsonPath();
        String content = message.getString("choices[0].message.content");
        List<String> quotes =
                message.getList("choices[0].message.annotations.plumbline.quote", String.class);
        assertThat(quotes).isNotEmpty();
        assertThat(message.getString("plumbline.release"))
                .isEqualTo(
                        json(Map.of("collection", "marked", "query", "rocket"))
                                .post("/api/v1/search")
                                .path("release"));
        assertThat(message.getString("plumbline.profile")).isNotBlank();
        for (int i = 0; i < quotes.size(); i++) {
            String at = "choices[0].message.annotations[" + i + "].url_citation.";
            int start = message.getInt(at + "start_index");
            int count = message.getInt(at + "end_index") - start;
            assertThat(new String(content.codePoints().toArray(), start, count))
                    .isEqualTo(quotes.get(i));
        }
    }

    @Test
    void officialClientReadsTheStream() {
        try (StreamResponse<ChatCompletionChunk> stream =
                client().chat().completions().createStreaming(asked("plumbline/notes", QUESTION))) {
            List<ChatCompletionChunk> chunks = stream.stream().toList();
            String text =
                    chunks.stream()
                            .flatMap(chunk -> chunk.choices().stream())
                            .flatMap(choice -> choice.delta().content().stream())
                            .collect(Collectors.joining());
            assertThat(text).contains("Ada Quill");
            assertThat(chunks.getLast().choices().getFirst().finishReason()).isPresent();
        }
    }

    @Test
    void officialClientUnderstandsErrors() {
        assertThatThrownBy(
                        () ->
                                client().chat()
                                        .completions()
                                        .create(asked("plumbline/nowhere", QUESTION)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void refusalIsContentLikeAnyOther() {
        ChatCompletion completion =
                client().chat()
                        .completions()
                        .create(
                                asked(
                                        "plumbline/notes",
                                        "Which enzyme breaks down lactose in the human body?"));
        assertThat(completion.choices().getFirst().message().content()).isPresent();
        assertThat(completion.choices().getFirst().finishReason())
                .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    }

    @Test
    void formerMessagesAreTheConversation() {
        var params =
                ChatCompletionCreateParams.builder()
                        .model("plumbline/notes")
                        .addSystemMessage("Be brief.")
                        .addUserMessage(QUESTION)
                        .addAssistantMessage("Ada Quill.")
                        .addUserMessage("And in which year?")
                        .build();
        assertThat(
                        client().chat()
                                .completions()
                                .create(params)
                                .choices()
                                .getFirst()
                                .message()
                                .content()
                                .orElseThrow())
                .contains("1871");
    }

    @Test
    void langChainClientAsks() {
        var model =
                OpenAiChatModel.builder()
                        .baseUrl(base())
                        .apiKey("none")
                        .modelName("plumbline/notes")
                        .build();
        assertThat(model.chat(QUESTION)).contains("Ada Quill");
    }

    @Test
    void langChainClientReadsTheStream() throws Exception {
        var model =
                OpenAiStreamingChatModel.builder()
                        .baseUrl(base())
                        .apiKey("none")
                        .modelName("plumbline/notes")
                        .build();
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        model.chat(
                QUESTION,
                new StreamingChatResponseHandler() {
                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        done.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        done.completeExceptionally(error);
                    }
                });
        ChatResponse response = done.get(60, TimeUnit.SECONDS);
        assertThat(response.aiMessage().text()).contains("Ada Quill");
        assertThat(response.tokenUsage().totalTokenCount()).isPositive();
    }

    @Test
    void streamsLastChunkOfContentCarriesTheAnnotations() {
        String body =
                json(Map.of(
                                "model",
                                "plumbline/notes",
                                "stream",
                                true,
                                "messages",
                                List.of(Map.of("role", "user", "content", QUESTION))))
                        .post("/v1/chat/completions")
                        .asString();
        List<JsonPath> contents =
                body.lines()
                        .filter(line -> line.startsWith("data: {"))
                        .map(line -> JsonPath.from(line.substring(6)))
                        .filter(chunk -> chunk.getString("choices[0].delta.content") != null)
                        .toList();
        JsonPath last = contents.getLast();
        assertThat(last.getString("choices[0].delta.annotations[0].type"))
                .isEqualTo("url_citation");
        assertThat(last.getString("choices[0].delta.annotations[0].plumbline.quote"))
                .contains("Ada Quill");
        assertThat(body).contains("data: [DONE]");
    }

    @Test
    void errorsHaveOpenAisShape() {
        json(Map.of("model", "plumbline/notes", "messages", List.of()))
                .post("/v1/chat/completions")
                .then()
                .statusCode(400)
                .body("error.message", org.hamcrest.Matchers.containsString("question"));
    }
}
