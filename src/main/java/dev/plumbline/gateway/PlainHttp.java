package dev.plumbline.gateway;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import java.net.http.HttpClient;

/** How LangChain4j's clients speak to models. */
public final class PlainHttp {
    private PlainHttp() {}

    /** HTTP/1.1: some servers drop the body of a request that offers to speak HTTP/2. */
    public static HttpClientBuilder builder() {
        return new JdkHttpClientBuilder()
                .httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    }
}
