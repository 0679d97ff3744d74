package io.mutuals.limit;

import io.mutuals.api.ErrorCode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Thrown when a request is refused for its size or its cost, before any of it runs. */
final class Refusal extends RuntimeException {

    private final ErrorCode code;
    private final String text;
    private final transient Map<String, Object> extensions;
    private final @Nullable Duration retryAfter;

    /** @param extensions with the code */
    Refusal(ErrorCode code, String text, Map<String, Object> extensions) {
        this(code, text, extensions, null);
    }

    /**
     * @param extensions with the code
     * @param retryAfter when the same request may be sent again; null when it never may
     */
    Refusal(ErrorCode code, String text, Map<String, Object> extensions, @Nullable Duration retryAfter) {
        super(text);
        this.code = code;
        this.text = text;
        this.extensions = extensions;
        this.retryAfter = retryAfter;
    }

    /** Returns the refusal of an operation that may not be sent by the method of its request. */
    static Refusal ofMethod() {
        return new Refusal(
                ErrorCode.BAD_REQUEST,
                "Only queries are answered over GET; send mutations and subscriptions with POST.",
                Map.of("code", ErrorCode.BAD_REQUEST.name()));
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    ErrorCode code() {
        return code;
    }

    String text() {
        return text;
    }

    Map<String, Object> extensions() {
        return extensions;
    }

    /** A refusal is an answer, not a defect, so its stack trace is of no use. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
