package dev.plumbline.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.storage.Json;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * Gives REST requests and responses the service's JSON form. The platform's own mapper stays as it
 * is: other protocols have names of their own.
 */
@Provider
public final class JsonForm implements ContextResolver<ObjectMapper> {
    @Override
    public ObjectMapper getContext(Class<?> type) {
        return Json.MAPPER;
    }
}
