package dev.plumbline.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.storage.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Gives requests and responses the service's JSON form. */
@Singleton
final class JsonForm implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper);
    }
}
