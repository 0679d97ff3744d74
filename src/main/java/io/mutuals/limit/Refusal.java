package io.mutuals.limit;

import io.mutuals.api.ErrorCode;
import java.util.Map;

/** A request that was refused for what it asks, before anything of it ran. */
final class Refusal extends RuntimeException {

    private final ErrorCode code;
    private final String text;
    private final transient Map<String, Object> extensions;

    /** @param extensions with the code */
    Refusal(ErrorCode code, String text, Map<String, Object> extensions) {
        super(text);
        this.code = code;
        this.text = text;
        this.extensions = extensions;
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

    /** Nobody looks where it came from. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
