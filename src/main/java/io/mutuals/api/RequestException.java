package io.mutuals.api;

/**
 * Thrown when a request, or a field of it, cannot be answered. The client is told the code and the message as they are.
 */
public final class RequestException extends RuntimeException {

    private final ErrorCode code;

    /**
     * @param message a sentence for the client that says what is wrong and what to do, and nothing about the
     *     implementation
     */
    public RequestException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** Likewise, with a cause for the log. */
    public RequestException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Returns the refusal of what only users with an account may do. */
    public static RequestException accountRequired() {
        return new RequestException(
                ErrorCode.ACCOUNT_REQUIRED, "No account belongs to this token. Create one with createAccount.");
    }

    /** Returns the refusal of what only users may do whose account is not deactivated. */
    public static RequestException accountDeactivated() {
        return new RequestException(
                ErrorCode.ACCOUNT_DEACTIVATED,
                "This account is deactivated. Make it active again with reactivateAccount.");
    }

    /** Returns the refusal of what only other roles may do. */
    public static RequestException forbidden() {
        return new RequestException(ErrorCode.FORBIDDEN, "Your roles do not allow this.");
    }

    public ErrorCode code() {
        return code;
    }

    /** Returns the message for the client. */
    public String text() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }
}
