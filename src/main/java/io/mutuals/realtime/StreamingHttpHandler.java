package io.mutuals.realtime;

import io.mutuals.api.LiveTransport;
import io.mutuals.api.NegotiatingHttpHandler;
import jakarta.servlet.ServletException;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves operations over HTTP that accept JSON. A client that accepts {@code text/event-stream} as well, as most
 * clients do in all their requests, receives a subscription as such a stream and everything else as JSON.
 */
@Component
@ConditionalOnWebApplication
class StreamingHttpHandler extends NegotiatingHttpHandler {

    private final EventStreams streams;

    StreamingHttpHandler(WebGraphQlHandler graphQl, JsonMapper json, EventStreams streams) {
        super(graphQl, json);
        this.streams = streams;
    }

    @Override
    public ServerResponse handleRequest(ServerRequest request) throws ServletException {
        if (acceptsEventStreams(request)) {
            request.attributes().put(LiveTransport.OFFERED, true);
        }
        return super.handleRequest(request);
    }

    private static boolean acceptsEventStreams(ServerRequest request) {
        return request.headers().accept().stream()
                .anyMatch(type -> type.getQualityValue() > 0 && type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM));
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        if (!request.attributes().containsKey(LiveTransport.OFFERED)) {
            return super.prepareResponse(request, response);
        }
        // The answer determines the media type.
        WebGraphQlResponse answer = await(response);
        return answer.getData() instanceof Publisher
                ? streams.stream(request, Mono.just(answer))
                : super.prepareResponse(request, Mono.just(answer));
    }
}
