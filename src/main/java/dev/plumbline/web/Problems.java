package dev.plumbline.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plumbline.storage.Json;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a request ends in, other than a result, becomes a problem document; under {@code /v1} in
 * OpenAI's shape.
 */
@Provider
public final class Problems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @Context @Nullable UriInfo uri;

    @Override
    public Response toResponse(Throwable failure) {
        Problem problem = problem(failure);
        String path = uri == null ? "" : uri.getPath();
        boolean openAi = path.startsWith("/v1/") || path.equals("/v1");
        Response.ResponseBuilder response =
                Response.status(problem.status())
                        .type(openAi ? "application/json" : "application/problem+json")
                        .entity(Json.write(openAi ? problem.openAiDocument() : problem.document()));
        Integer after = problem.retryAfterSeconds();
        if (after != null) {
            response.header("Retry-After", after);
        }
        return response.build();
    }

    /** The problem that a failure is to its caller; what is nobody's fault but ours is logged. */
    public static Problem problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
            if (cause instanceof JsonProcessingException json) {
                return Problem.badInput(
                        "bad_json",
                        "The body is not the JSON that belongs here: "
                                + json.getOriginalMessage()
                                + ".");
            }
        }
        if (diskFull(failure)) {
            return Problem.of(
                    507,
                    "disk_full",
                    "No space left",
                    "The disk of the service is full; nothing was stored. Free some space and send it again.");
        }
        if (failure instanceof WebApplicationException web) {
            return ofStatus(web.getResponse().getStatus(), web);
        }
        if (failure instanceof IllegalArgumentException bad) {
            return Problem.badInput("bad_value", String.valueOf(bad.getMessage()));
        }
        LOG.error("A request failed", failure);
        return Problem.of(
                500,
                "internal",
                "The service failed",
                "This is a fault of the service, not of the request; its log says more.");
    }

    private static Problem ofStatus(int status, WebApplicationException web) {
        return switch (status) {
            case 404 ->
                    Problem.of(404, "not_found", "Not found", "There is nothing at this address.");
            case 405 ->
                    Problem.of(
                            405,
                            "method_not_allowed",
                            "Wrong method",
                            "This address does not take that method.");
            case 406 ->
                    Problem.of(
                            406,
                            "not_acceptable",
                            "Not acceptable",
                            "None of the types that Accept names can be given.");
            case 415 ->
                    Problem.of(
                            415,
                            "unsupported_type",
                            "Wrong content type",
                            "This address does not take a body of that Content-Type.");
            case 413 ->
                    Problem.of(
                            413,
                            "too_large",
                            "Too large",
                            "The request is larger than the service takes.");
            case 400 ->
                    Problem.badInput(
                            "bad_request", "The request can't be read: " + web.getMessage() + ".");
            default ->
                    Problem.of(
                            status,
                            "http_" + status,
                            web.getResponse().getStatusInfo().getReasonPhrase(),
                            String.valueOf(web.getMessage()));
        };
    }

    /** A commit that fails has its reason among what is suppressed, not among the causes. */
    private static boolean diskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (saysDiskFull(cause)
                    || Arrays.stream(cause.getSuppressed()).anyMatch(Problems::diskFull)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysDiskFull(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean said =
                message.contains("no space left")
                        || message.contains("disk is full")
                        || message.contains("sqlite_full")
                        || message.contains("disk quota");
        return said && (failure instanceof IOException || failure instanceof SQLException);
    }
}
