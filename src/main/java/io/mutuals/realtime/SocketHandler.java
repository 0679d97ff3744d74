package io.mutuals.realtime;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** Passes the events of this replica's WebSockets to the {@link Socket} concerned. */
final class SocketHandler extends AbstractWebSocketHandler implements SubProtocolCapable {

    private static final Logger log = LoggerFactory.getLogger(SocketHandler.class);

    static final String PROTOCOL = "graphql-transport-ws";

    private final SocketServices services;
    private final LiveConnections connections;
    private final Map<String, Socket> open = new ConcurrentHashMap<>();

    SocketHandler(SocketServices services, LiveConnections connections) {
        this.services = services;
        this.connections = connections;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of(PROTOCOL);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        if (session instanceof NativeWebSocketSession wrapper
                && wrapper.getNativeSession() instanceof jakarta.websocket.Session tomcat) {
            tomcat.getUserProperties()
                    .put(
                            "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT",
                            services.properties().sendTimeout().toMillis());
        }
        if (session.getAttributes().get(SocketAdmission.SLOT) instanceof SocketSlots.Slot slot && !slot.open()) {
            closeLate(session);
            return;
        }
        Socket socket = new Socket(session, services);
        open.put(session.getId(), socket);
        connections.add(socket);
        if (!PROTOCOL.equals(session.getAcceptedProtocol())) {
            socket.close(CloseCode.OTHER_PROTOCOL);
        }
    }

    /** Closes a socket whose handshake took so long that its slot was given away. */
    private void closeLate(WebSocketSession session) {
        services.threads().execute(() -> {
            try {
                session.close(CloseCode.TOO_MANY_SOCKETS.status());
            } catch (IOException | RuntimeException gone) {
                log.debug("A WebSocket was already gone when it was closed", gone);
            }
        });
    }

    /**
     * Messages arrive in parts, so that the container's buffer for each socket is small rather than as large as a
     * message may be.
     */
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        Socket socket = open.get(session.getId());
        if (socket != null) {
            socket.receive(message);
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        Socket socket = open.get(session.getId());
        if (socket != null) {
            socket.close(CloseCode.INVALID_MESSAGE);
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        Socket socket = open.get(session.getId());
        if (socket != null) {
            socket.heard();
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, @Nullable Throwable thrown) {
        log.debug("A WebSocket failed", thrown);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Socket socket = open.remove(session.getId());
        if (socket != null) {
            connections.remove(socket);
            socket.closed();
        }
    }
}
