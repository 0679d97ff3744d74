package io.mutuals.limit;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The demand of an operation, and all that its estimate took from the variables of the request: the sizes that some of
 * them stand for. A request with the same sizes has the same demand.
 */
record Appraisal(Demand demand, Map<Source, Long> sizes) {

    /** Returns whether a request for the same operation with these variables has the same demand. */
    boolean holdsFor(Map<String, ? extends @Nullable Object> variables) {
        for (Map.Entry<Source, Long> size : sizes.entrySet()) {
            if (size.getKey().size(variables) != size.getValue()) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a variable tells of a size.
     *
     * @param isList whether the variable is a list that has this size, rather than the size itself
     */
    record Source(String variable, boolean isList) {

        /** No value, or null. */
        static final long MISSING = 0;

        /** A value that is no size. */
        static final long UNREADABLE = -1;

        /** Returns the size, at least 1; {@link #MISSING} or {@link #UNREADABLE} if there is none. */
        long size(Map<String, ? extends @Nullable Object> variables) {
            return switch (variables.get(variable)) {
                case null -> MISSING;
                case Number number when !isList -> Math.max(1, number.longValue());
                case Collection<?> list when isList -> Math.max(1, list.size());
                default -> UNREADABLE;
            };
        }
    }
}
