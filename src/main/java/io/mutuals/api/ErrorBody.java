package io.mutuals.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** The answer to a request that never became a GraphQL request: no data, one coded error. */
public final class ErrorBody {

    private ErrorBody() {}

    /** Writes the whole answer, in the {@linkplain AnswerType form} that the request accepts. */
    public static void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, ErrorCode code, String message)
            throws IOException {
        write(request, response, status, message, Map.of("code", code.name()));
    }

    /** Writes the whole answer, with {@code extensions} that hold the code. */
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
