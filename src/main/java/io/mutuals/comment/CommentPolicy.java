package io.mutuals.comment;

import org.jspecify.annotations.Nullable;

/** Who may comment on a video: a decision of its author, stored as {@code commentPolicy}. */
enum CommentPolicy {
    EVERYONE,
    FRIENDS,
    APPROVAL,
    NOBODY;

    /**
     * Returns a stored policy.
     *
     * @param stored the name of the constant; null if the author has decided nothing
     */
    static CommentPolicy stored(@Nullable String stored) {
        return stored == null ? EVERYONE : valueOf(stored);
    }
}
