package io.mutuals.report;

import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import org.jspecify.annotations.Nullable;

/** A person as they were when a report was made. */
record RecordedUser(
        long number,
        String handle,
        String displayName,
        @Nullable String bio) {

    static RecordedUser of(User user) {
        return new RecordedUser(user.number(), user.handle(), user.displayName(), user.bio());
    }

    /** The person's id. */
    public String userId() {
        return Viewer.USER_ID.encode(number);
    }
}
