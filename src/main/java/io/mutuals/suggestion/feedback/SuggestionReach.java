package io.mutuals.suggestion.feedback;

import io.mutuals.suggestion.evidence.SuggestionSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To how many people somebody was suggested, so roughly that it tells of none of them.
 *
 * @param since from when it counts
 * @param until up to when, excluded
 * @param people how many, rounded down to tens; null when fewer than {@link #FEWEST}
 * @param signals one for each source, in the order of the enum
 */
public record SuggestionReach(
        SuggestionReachWindow window,
        Instant since,
        Instant until,
        @Nullable Integer people,
        List<Signal> signals) {

    /** Fewer people than this are not told apart from nobody. */
    static final int FEWEST = 10;

    /**
     * What one source did.
     *
     * @param enabled whether the person's settings let it suggest them now
     * @param people as above; null when it is not enabled
     */
    record Signal(
            SuggestionSource signal,
            boolean enabled,
            @Nullable Integer people) {}

    /** A count as it may be told. */
    public static @Nullable Integer rounded(int count) {
        return count < FEWEST ? null : count - count % FEWEST;
    }
}
