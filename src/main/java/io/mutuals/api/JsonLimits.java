package io.mutuals.api;

import java.util.Locale;
import tools.jackson.core.StreamReadConstraints;

/** The limits of what the server reads as JSON, beside that of the size of a request. */
public final class JsonLimits {

    private JsonLimits() {}

    /**
     * Returns a sentence about JSON that exceeds one of the limits.
     *
     * @param what the JSON, as the subject of the sentence
     */
    public static String sentence(String what) {
        StreamReadConstraints limits = StreamReadConstraints.defaults();
        return String.format(
                Locale.ROOT,
                "%s exceeds a limit of JSON: numbers have at most %,d characters, names at most %,d, and objects and "
                        + "lists nest at most %,d levels deep.",
                what,
                limits.getMaxNumberLength(),
                limits.getMaxNameLength(),
                limits.getMaxNestingDepth());
    }
}
