package io.mutuals.api;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the server cannot start for a reason that the operator can fix. It is printed as two sentences instead of
 * a stack trace.
 */
public final class StartFailure extends RuntimeException {

    private final String remedy;

    /**
     * @param problem a sentence that says what is wrong
     * @param remedy a sentence that says what to do about it
     */
    public StartFailure(String problem, String remedy) {
        this(problem, remedy, null);
    }

    /** Likewise, with a cause. */
    public StartFailure(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }
}
