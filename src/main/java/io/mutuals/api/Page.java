package io.mutuals.api;

/** The rule for page sizes. */
public final class Page {

    /** The largest page size. */
    public static final int MAX_FIRST = 100;

    private Page() {}

    /**
     * Returns the page size that a client requested for, if it is allowed.
     *
     * @throws RequestException {@link ErrorCode#INVALID_PAGE} if it is not within 1..{@value #MAX_FIRST}
     */
    public static int size(String argument, int requested) {
        if (requested < 1 || requested > MAX_FIRST) {
            throw new RequestException(
                    ErrorCode.INVALID_PAGE,
                    "\"" + argument + "\" must be between 1 and " + MAX_FIRST + ", not " + requested + ".");
        }
        return requested;
    }
}
