package io.mutuals.realtime;

import io.mutuals.security.Tokens;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Puts WebSockets at the address of the API.
 *
 * <p>They are ours rather than Spring's because theirs asks every source for 256 events at once, takes a message that it does not know
 * for a failure of the server, and knows nothing of tokens that expire.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class RealtimeConfiguration {

    /** Before the mapping of the API's other requests, as Spring's own would be. */
    private static final int BEFORE_HTTP = -2;

    @Bean
    WebSocketHandlerMapping sockets(
            WebGraphQlHandler graphQl,
            Tokens tokens,
            Audience audience,
            LiveConnections connections,
            RealtimeProperties properties,
            InstantSource clock) {
        SocketServices services = new SocketServices(
                graphQl,
                tokens,
                audience,
                properties,
                clock,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("operation-", 0).factory()));
        var handler =
                new WebSocketHttpRequestHandler(new Sockets(services, connections), new DefaultHandshakeHandler());
        handler.setHandshakeInterceptors(List.of(new OriginHandshakeInterceptor(properties.allowedOrigins())));
        WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
        mapping.setWebSocketUpgradeMatch(true);
        mapping.setUrlMap(Map.of("/graphql", handler));
        mapping.setOrder(BEFORE_HTTP);
        return mapping;
    }

    @Bean
    ServletServerContainerFactoryBean socketContainer(RealtimeProperties properties) {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        int most = Math.toIntExact(properties.maxFrame().toBytes());
        container.setMaxTextMessageBufferSize(most);
        container.setMaxBinaryMessageBufferSize(most);
        return container;
    }
}
