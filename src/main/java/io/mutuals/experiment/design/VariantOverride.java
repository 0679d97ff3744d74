package io.mutuals.experiment.design;

import io.mutuals.security.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * A trial variant of a user. A revoked one is kept, since the user has seen another ranking and results must exclude
 * them.
 *
 * @param user number of the user
 * @param variant key of the variant; null once revoked
 */
public record VariantOverride(long user, @Nullable String variant) {

    /** The id of the user. */
    public String userId() {
        return Viewer.USER_ID.encode(user);
    }
}
