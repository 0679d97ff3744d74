package io.mutuals.api;

/** The rule for how many places a page of any list has. */
public final class Page {

    /** The most places that a page may have. */
    public static final int MAX_FIRST = 100;

    private Page() {}

    /**
     * Checks the size that a client asks for.
     *
     * @throws RequestException {@link ErrorCode#INVALID_PAGE} when it is not within 1..{@value #MAX_FIRST}
     */
    public static int size(String argument, int asked) {
        if (asked < 1 || asked > MAX_FIRST) {
            throw new RequestException(
                    ErrorCode.INVALID_PAGE,
                    "\"" + argument + "\" must be between 1 and " + MAX_FIRST + ", not " + asked + ".");
        }
        return asked;
    }
}
