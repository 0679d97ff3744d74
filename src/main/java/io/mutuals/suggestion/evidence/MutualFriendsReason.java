package io.mutuals.suggestion.evidence;

import io.mutuals.user.User;
import java.util.List;

/**
 * The two have friends in common.
 *
 * @param count the number of common friends, at least 1
 * @param sample the first of them by name, at most {@link #MAX_SAMPLE}
 */
public record MutualFriendsReason(int count, List<User> sample) implements SuggestionReason {

    /** The most friends that a reason names. */
    public static final int MAX_SAMPLE = 3;

    /** Returns the reason as an English sentence. */
    public String text() {
        String first = sample.getFirst().displayName();
        return switch (count) {
            case 1 -> first + " is a mutual friend";
            case 2 -> first + " and " + sample.get(1).displayName() + " are mutual friends";
            default ->
                count + " mutual friends including " + first + " and "
                        + sample.get(1).displayName();
        };
    }
}
