package io.mutuals.limit;

import io.mutuals.api.ErrorBody;
import io.mutuals.api.QueriesOnly;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers a {@link Refusal} with an HTTP status that proxies understand, in the media type that the client accepts. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalResolver implements HandlerExceptionResolver {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (!(thrown instanceof Refusal refusal)) {
            return null;
        }
        HttpStatus status = switch (refusal.code()) {
            case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
            case BAD_REQUEST -> HttpStatus.METHOD_NOT_ALLOWED;
            default -> HttpStatus.BAD_REQUEST;
        };
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            response.setHeader(HttpHeaders.ALLOW, QueriesOnly.ALLOWED_OTHERWISE);
        }
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            // Whole seconds, rounded up; zero would be a request at once.
            long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        try {
            ErrorBody.write(request, response, status, refusal.text(), refusal.extensions());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return new ModelAndView();
    }
}
