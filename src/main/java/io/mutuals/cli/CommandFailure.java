package io.mutuals.cli;

/**
 * Thrown when a command cannot do its work for a reason that the operator can fix. The message says what failed and
 * what to do.
 */
final class CommandFailure extends RuntimeException {

    CommandFailure(String message) {
        super(message);
    }
}
