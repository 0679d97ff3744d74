package io.mutuals.suggestion.feedback;

import io.mutuals.suggestion.evidence.SuggestionSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of users that a user was suggested to, too coarse to reveal any of them.
 *
 * @param since the start of the window
 * @param until the end of the window, excluded
 * @param people the number of users, rounded down to tens; null below {@link #MIN_PEOPLE}
 * @param signals one for each source, in the order of the enum
 */
public record SuggestionReach(
        SuggestionReachWindow window,
        Instant since,
        Instant until,
        @Nullable Integer people,
        List<Signal> signals) {

    /** The smallest count that is shown; smaller ones look like none. */
    static final int MIN_PEOPLE = 10;

    /**
     * The part of one source.
     *
     * @param enabled whether the user's settings allow the source to suggest them now
     * @param people as in the reach, but null if the source is not enabled
     */
    public record Signal(
            SuggestionSource signal,
            boolean enabled,
            @Nullable Integer people) {}

    /** Returns a count as it may be shown: rounded down to tens, null below {@link #MIN_PEOPLE}. */
    public static @Nullable Integer rounded(int count) {
        return count < MIN_PEOPLE ? null : count - count % MIN_PEOPLE;
    }
}
