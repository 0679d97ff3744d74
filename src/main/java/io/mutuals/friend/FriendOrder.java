package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Slice;
import org.jspecify.annotations.Nullable;

/** The order of a list of friends. Ties are ordered by ascending id. */
enum FriendOrder {
    /** By the start of the friendship, newest first. */
    RECENT,
    /** By display name, in lower case. */
    NAME;

    /** Returns the name of the list in its cursors. */
    String list() {
        return switch (this) {
            case RECENT -> "friends.recent";
            case NAME -> "friends.name";
        };
    }

    /** Returns a slice of the list, to continue after a cursor of the same order. */
    Slice slice(int first, @Nullable String after, DataFetchingEnvironment environment) {
        return switch (this) {
            case RECENT -> Slice.inTime(list(), first, after, environment);
            case NAME -> Slice.byName(list(), first, after, environment);
        };
    }
}
