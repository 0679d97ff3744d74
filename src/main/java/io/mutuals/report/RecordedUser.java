package io.mutuals.report;

import io.mutuals.picture.Picture;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import org.jspecify.annotations.Nullable;

/** A user's profile as it was at the time of a report. */
record RecordedUser(
        long number,
        String handle,
        String displayName,
        @Nullable String bio,
        @Nullable Picture avatar) {

    static RecordedUser of(User user) {
        return new RecordedUser(user.number(), user.handle(), user.displayName(), user.bio(), user.avatar());
    }

    /** The opaque id of the user. */
    public String userId() {
        return Viewer.USER_ID.encode(number);
    }
}
