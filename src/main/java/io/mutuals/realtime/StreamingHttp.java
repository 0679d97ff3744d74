package io.mutuals.realtime;

import io.mutuals.api.HttpAnswers;
import io.mutuals.api.LiveTransport;
import jakarta.servlet.ServletException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Operations whose answer is asked for as JSON. A client that takes {@code text/event-stream} beside JSON, as most clients say of all
 * their requests, gets a subscription as such a stream and everything else as JSON.
 */
@Component
@ConditionalOnWebApplication
class StreamingHttp extends HttpAnswers {

    private final EventStreams streams;

    StreamingHttp(WebGraphQlHandler graphQl, EventStreams streams) {
        super(graphQl);
        this.streams = streams;
    }

    @Override
    public ServerResponse handleRequest(ServerRequest request) throws ServletException {
        if (takesEventStreams(request)) {
            request.attributes().put(LiveTransport.OFFERED, true);
        }
        return super.handleRequest(request);
    }

    private static boolean takesEventStreams(ServerRequest request) {
        return request.headers().accept().stream()
                .anyMatch(type -> type.getQualityValue() > 0 && type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM));
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        if (!request.attributes().containsKey(LiveTransport.OFFERED)) {
            return super.prepareResponse(request, response);
        }
        Mono<WebGraphQlResponse> answer;
        try {
            // Which form the answer takes is known when it is there; the thread is a virtual one.
            WebGraphQlResponse known = response.toFuture().get();
            if (known.getData() instanceof Publisher) {
                return streams.stream(request, Mono.just(known));
            }
            answer = Mono.just(known);
        } catch (ExecutionException failed) {
            answer = Mono.error(Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            answer = Mono.error(stopped);
        }
        return super.prepareResponse(request, answer);
    }
}
