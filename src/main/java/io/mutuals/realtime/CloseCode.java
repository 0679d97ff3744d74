package io.mutuals.realtime;

import org.springframework.web.socket.CloseStatus;

/** The reasons why the server closes a WebSocket, with the codes of the protocol graphql-transport-ws. */
enum CloseCode {
    GOING_AWAY(1001, "The server is stopping; connect again"),
    /**
     * Of the codes below 4000, this is one of the few after which clients reconnect without being told to; 1008 is not.
     */
    TOO_SLOW(1013, "Too many messages wait to be read"),
    TOO_LARGE(1009, "The message is too large"),
    TOO_MANY_CONNECTIONS(1013, "Too many connections of one viewer"),
    TOO_MANY_SOCKETS(1013, "Too many connections to this server"),
    UNAVAILABLE(1013, "Tokens cannot be checked for the moment; try again"),
    INVALID_MESSAGE(4400, "Invalid message"),
    UNAUTHORIZED(4401, "Unauthorized"),
    FORBIDDEN(4403, "Forbidden"),
    OTHER_PROTOCOL(4406, "Subprotocol not acceptable"),
    INIT_TIMEOUT(4408, "Connection initialisation timeout"),
    SUBSCRIBER_EXISTS(4409, "Subscriber already exists"),
    TOO_MANY_INITS(4429, "Too many initialisation requests");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    CloseStatus status() {
        return new CloseStatus(code, reason);
    }
}
