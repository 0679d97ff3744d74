package io.mutuals.experiment;

import io.mutuals.security.Viewer;

/**
 * Somebody who has a variant for a trial.
 *
 * @param user the number of the person
 * @param variant the key of the variant
 */
record VariantOverride(long user, String variant) {

    /** The id of the person. */
    public String userId() {
        return Viewer.USER_ID.encode(user);
    }
}
