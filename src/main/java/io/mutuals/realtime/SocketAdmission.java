package io.mutuals.realtime;

import io.mutuals.api.ErrorBody;
import io.mutuals.api.ErrorCode;
import io.mutuals.realtime.SocketSlots.Refused;
import io.mutuals.realtime.SocketSlots.Slot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Refuses the handshake of a WebSocket that exceeds a limit of {@link SocketSlots}: with 429 if the client's address
 * has too many, with 503 if the replica has.
 */
final class SocketAdmission implements HandshakeInterceptor {

    /** The attribute of requests and sessions that holds their {@link Slot}. */
    static final String SLOT = Slot.class.getName();

    private static final Logger log = LoggerFactory.getLogger(SocketAdmission.class);
    private static final String RETRY_SECONDS = "5";

    private final SocketSlots slots;

    SocketAdmission(SocketSlots slots) {
        this.slots = slots;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        // The client's address: the container applies X-Forwarded-For as server.forward-headers-strategy allows.
        HttpServletRequest servlet = ((ServletServerHttpRequest) request).getServletRequest();
        return switch (slots.take(servlet.getRemoteAddr())) {
            case Slot slot -> {
                attributes.put(SLOT, slot);
                servlet.setAttribute(SLOT, slot);
                yield true;
            }
            case Refused refused -> {
                refuse(refused, request, response);
                yield false;
            }
        };
    }

    private static void refuse(Refused refused, ServerHttpRequest request, ServerHttpResponse response)
            throws IOException {
        log.debug("A WebSocket was refused: {} of {}", refused.limit(), refused.max());
        boolean ofAddress = refused.limit().isOfAddress();
        var servlet = ((ServletServerHttpResponse) response).getServletResponse();
        servlet.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        ErrorBody.write(
                ((ServletServerHttpRequest) request).getServletRequest(),
                servlet,
                ofAddress ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.SERVICE_UNAVAILABLE,
                ofAddress
                        ? "Your address has too many WebSockets open; close one first, or sign in over those "
                                + "that are open."
                        : "This server has as many WebSockets open as it can; please try again in a few seconds.",
                Map.of(
                        "code",
                        (ofAddress ? ErrorCode.RATE_LIMITED : ErrorCode.UNAVAILABLE).name(),
                        "limit",
                        refused.limit().text(),
                        "maximum",
                        refused.max()));
    }

    /** Frees the slot of a handshake that failed, such as one for another version of the protocol. */
    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {
        HttpServletResponse answer = ((ServletServerHttpResponse) response).getServletResponse();
        boolean opens = failure == null && answer.getStatus() == HttpStatus.SWITCHING_PROTOCOLS.value();
        if (!opens
                && ((ServletServerHttpRequest) request).getServletRequest().getAttribute(SLOT) instanceof Slot slot) {
            slot.close();
        }
    }
}
