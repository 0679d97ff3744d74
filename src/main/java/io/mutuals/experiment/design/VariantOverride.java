package io.mutuals.experiment.design;

import io.mutuals.security.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has a variant for a trial, or had one: what they do is never counted again, since they have seen something else.
 *
 * @param user the number of the person
 * @param variant the key of the variant; null when it was taken back
 */
public record VariantOverride(long user, @Nullable String variant) {

    /** The id of the person. */
    public String userId() {
        return Viewer.USER_ID.encode(user);
    }
}
