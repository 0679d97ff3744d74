package io.mutuals.cli;

/** A command cannot do what it was asked, for a reason that a person can mend; the message is one sentence that says how. */
final class CommandFailure extends RuntimeException {

    CommandFailure(String message) {
        super(message);
    }
}
