package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Slice;
import org.jspecify.annotations.Nullable;

/** The order of a list of friends; equal places are ordered by the smaller number. */
enum FriendOrder {
    /** The newest friendship first. */
    RECENT,
    /** By displayed name, in lower case. */
    NAME;

    /** How the list in this order is called in its cursors. */
    String list() {
        return switch (this) {
            case RECENT -> "friends.recent";
            case NAME -> "friends.name";
        };
    }

    /** Part of the list in this order. */
    Slice slice(int first, @Nullable String after, DataFetchingEnvironment environment) {
        return switch (this) {
            case RECENT -> Slice.inTime(list(), first, after, environment);
            case NAME -> Slice.byName(list(), first, after, environment);
        };
    }
}
