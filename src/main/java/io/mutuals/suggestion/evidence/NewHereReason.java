package io.mutuals.suggestion.evidence;

import io.mutuals.user.Region;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * The viewer has few friends yet, and this user is one to begin with. At least one of the three facts is present.
 *
 * @param region the region of both users; null unless it is the same
 * @param likesInCommon the number of rare videos that both like
 * @param friends the number of the user's friends; null unless it is large and visible to everyone
 */
public record NewHereReason(
        @Nullable String region,
        int likesInCommon,
        @Nullable Integer friends) implements SuggestionReason {

    /** Reads {@link Evidence#newHere}; null for null. */
    static @Nullable NewHereReason from(Value map) {
        if (map.isNull()) {
            return null;
        }
        Value friends = map.get("friends");
        return new NewHereReason(
                map.get("region").asString(null), map.get("likes").asInt(), friends.isNull() ? null : friends.asInt());
    }

    /** Returns the reason as an English sentence. */
    public String text() {
        List<String> facts = new ArrayList<>();
        if (region != null) {
            facts.add("is in " + Region.name(region) + " too");
        }
        if (likesInCommon > 0) {
            facts.add(
                    likesInCommon == 1
                            ? "likes a video that you like"
                            : "likes " + likesInCommon + " videos that you like");
        }
        if (friends != null) {
            facts.add("is known to " + friends + " people");
        }
        return "New to you: " + String.join(", ", facts);
    }
}
