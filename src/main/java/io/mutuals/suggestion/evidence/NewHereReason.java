package io.mutuals.suggestion.evidence;

import io.mutuals.user.Region;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * The viewer has few friends yet, and this is somebody to begin with. It tells at least one of three facts.
 *
 * @param region where both say they are; null unless it is the same
 * @param likesInCommon how many rare videos both like
 * @param friends how many friends the person has, if these are many and everybody may see them; null otherwise
 */
public record NewHereReason(
        @Nullable String region,
        int likesInCommon,
        @Nullable Integer friends) implements SuggestionReason {

    /** Reads {@link Evidence#newHere}; null when there is no such evidence. */
    static @Nullable NewHereReason from(Value map) {
        if (map.isNull()) {
            return null;
        }
        Value friends = map.get("friends");
        return new NewHereReason(
                map.get("region").asString(null), map.get("likes").asInt(), friends.isNull() ? null : friends.asInt());
    }

    /** The reason as a sentence, in English. */
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
