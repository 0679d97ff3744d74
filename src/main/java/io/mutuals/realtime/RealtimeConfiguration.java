package io.mutuals.realtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.AllowedOrigins;
import io.mutuals.api.StartFailure;
import io.mutuals.security.Tokens;
import io.mutuals.security.Viewers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Serves WebSockets at the address of the API.
 *
 * <p>Spring's own handler is not used because it requests 256 events at once from every source, treats unknown messages
 * as server failures, and does not know that tokens expire.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class RealtimeConfiguration {

    /** Precedes the mapping of HTTP requests to the API, as Spring's own mapping would. */
    private static final int BEFORE_HTTP = -2;

    /**
     * The buffers that the container allocates for each open socket, in characters of text and in bytes. A message may
     * be larger: it arrives in parts.
     */
    private static final int TEXT_BUFFER = 2_048;

    private static final int BINARY_BUFFER = 128;

    @Bean
    SocketSlots socketSlots(RealtimeProperties properties, MeterRegistry metrics, TomcatServerProperties server) {
        checkContainerLimit(properties, server);
        SocketSlots slots = new SocketSlots(properties, System::nanoTime);
        metrics.gauge("mutuals.realtime.sockets", slots, SocketSlots::taken);
        metrics.gauge("mutuals.realtime.sockets.uninitialised", slots, SocketSlots::uninitialised);
        return slots;
    }

    @Bean
    WebSocketHandlerMapping sockets(
            WebGraphQlHandler graphQl,
            Tokens tokens,
            Viewers viewers,
            ConnectedViewers connected,
            LiveConnections connections,
            RealtimeProperties properties,
            AllowedOrigins origins,
            SocketSlots slots,
            InstantSource clock) {
        SocketServices services = new SocketServices(
                graphQl,
                tokens,
                viewers,
                connected,
                properties,
                clock,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("operation-", 0).factory()));
        var handler = new UncompressedHandshakes(new SocketHandler(services, connections));
        var pages = new OriginHandshakeInterceptor(origins.exact());
        pages.setAllowedOriginPatterns(origins.patterns());
        handler.setHandshakeInterceptors(List.of(pages, new SocketAdmission(slots)));
        WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
        mapping.setWebSocketUpgradeMatch(true);
        mapping.setUrlMap(Map.of("/graphql", handler));
        mapping.setOrder(BEFORE_HTTP);
        return mapping;
    }

    @Bean
    ServletServerContainerFactoryBean socketContainer() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(TEXT_BUFFER);
        container.setMaxBinaryMessageBufferSize(BINARY_BUFFER);
        return container;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> disconnectAwareTomcat() {
        return server -> server.setProtocol(DisconnectAwareProtocol.class.getName());
    }

    /**
     * The container counts WebSockets among its connections. Beyond its own limit all clients would have to wait,
     * health checks included.
     */
    private static void checkContainerLimit(RealtimeProperties properties, TomcatServerProperties server) {
        int connections = server.getMaxConnections();
        if (connections > 0 && properties.maxSockets() >= connections) {
            throw new StartFailure(
                    "mutuals.realtime.max-sockets is " + properties.maxSockets() + ", and this server takes only "
                            + connections + " connections of any kind.",
                    "Set it lower, or server.tomcat.max-connections higher.");
        }
    }

    /**
     * Negotiates no extensions: compression would take some 300 KB of native memory for each socket, and browsers
     * always offer it. The container agrees to every offer that it finds in the request, so the offer is hidden from
     * it.
     */
    private static final class UncompressedHandshakes extends WebSocketHttpRequestHandler {

        private static final String OFFER = "Sec-WebSocket-Extensions";

        private UncompressedHandshakes(WebSocketHandler sockets) {
            super(sockets, new DefaultHandshakeHandler());
        }

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            super.handleRequest(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public @Nullable String getHeader(String name) {
                            return OFFER.equalsIgnoreCase(name) ? null : super.getHeader(name);
                        }

                        @Override
                        public Enumeration<String> getHeaders(String name) {
                            return OFFER.equalsIgnoreCase(name)
                                    ? Collections.emptyEnumeration()
                                    : super.getHeaders(name);
                        }
                    },
                    response);
        }
    }
}
