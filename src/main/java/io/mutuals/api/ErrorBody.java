package io.mutuals.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Writes the answer to a request that did not reach the engine: one coded error and no data. */
public final class ErrorBody {

    private ErrorBody() {}

    /** Writes the whole answer, in the {@linkplain AnswerType media type} that the request accepts. */
    public static void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, ErrorCode code, String message)
            throws IOException {
        write(request, response, status, message, Map.of("code", code.name()));
    }

    /**
     * Writes the whole answer.
     *
     * @param extensions the extensions of the error, including its code
     */
    public static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String message,
            Map<String, ?> extensions)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(AnswerType.of(request).toString());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var error = Map.of("message", message, "extensions", extensions);
        response.getWriter().write(JsonMapper.shared().writeValueAsString(Map.of("errors", List.of(error))));
    }
}
