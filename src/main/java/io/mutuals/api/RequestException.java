package io.mutuals.api;

/** A request, or a field of it, that cannot be answered; the client is told the code and the message as they are. */
public final class RequestException extends RuntimeException {

    private final ErrorCode code;

    /** @param message a sentence for the client: what is wrong and what to do; nothing about our inside */
    public RequestException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** Like the other, for failures whose cause belongs into our log. */
    public RequestException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** The message for the client. */
    public String text() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }
}
