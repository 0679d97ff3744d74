package io.mutuals.suggestion;

import io.mutuals.api.IdType;
import io.mutuals.suggestion.evidence.SuggestionReason;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person that a viewer may know.
 *
 * @param impression the impression to record once the viewer has seen this suggestion
 * @param score the score that the ranking was ordered by; null unless the viewer is an experimenter
 * @param sources the sources whose evidence holds now, never empty
 * @param reason the strongest evidence
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
