package io.mutuals.api;

import org.jspecify.annotations.Nullable;

/** The server cannot start, for a reason that a person can mend; told in two sentences instead of a stack trace. */
public final class StartFailure extends RuntimeException {

    private final String remedy;

    /**
     * @param problem what is wrong
     * @param remedy what to do about it
     */
    public StartFailure(String problem, String remedy) {
        this(problem, remedy, null);
    }

    /** Like the other, for failures that have a cause. */
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
