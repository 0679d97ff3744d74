package io.mutuals.suggestion;

import io.mutuals.api.IdType;
import io.mutuals.suggestion.evidence.SuggestionReason;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person whom a viewer may know.
 *
 * @param impression what it is to have seen this suggestion
 * @param score what the ranking was ordered by; null for viewers who may not know it
 * @param sources never empty
 */
public record Suggestion(
        User user,
        Impression impression,
        @Nullable Double score,
        List<SuggestionSource> sources,
        SuggestionReason reason) {

    private static final IdType ID = new IdType("sug");

    /** The opaque id under which the viewer's client keeps the suggestion of this user. */
    public String id() {
        return ID.encode(user.number());
    }
}
