package io.mutuals.realtime;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A response of server-sent events that proxies neither buffer nor cache. Without {@code X-Accel-Buffering}, nginx
 * collects what an upstream sends until a buffer is full; a cached response might reach another client.
 */
final class EventStreamResponse implements ServerResponse {

    private static final String BUFFERING = "X-Accel-Buffering";
    private static final String NO_STORE = "no-store";

    private final Consumer<SseBuilder> events;

    /** @param events receives the open stream; must not block */
    EventStreamResponse(Consumer<SseBuilder> events) {
        this.events = events;
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatus.OK;
    }

    @Override
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.setCacheControl(NO_STORE);
        headers.set(BUFFERING, "no");
        return headers;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws ServletException, IOException {
        // Zero means no time-out: the container's default would end the stream after half a minute.
        return ServerResponse.sse(
                        wire -> {
                            // Replaces the no-cache that Spring has just set.
                            response.setHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
                            response.setHeader(BUFFERING, "no");
                            events.accept(wire);
                        },
                        Duration.ZERO)
                .writeTo(request, response, context);
    }
}
