package io.mutuals.friend;

import io.mutuals.api.Edge;
import io.mutuals.api.UserError;
import io.mutuals.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payload of every mutation that changes a relationship.
 *
 * @param user the other user; null if hidden from the viewer
 * @param friendRequestEdge the request's edge in the viewer's list; null if none is pending
 * @param friendEdge the friend's edge in the viewer's list; null if the two are not friends
 * @param blockEdge the block's edge in the viewer's list; null if the viewer does not block the user
 * @param relationship the relationship after the mutation; null if the user does not exist or is hidden from the
 *     viewer
 */
record FriendshipPayload(
        @Nullable User user,
        Edge.@Nullable Plain<FriendRequest> friendRequestEdge,
        @Nullable FriendEdge friendEdge,
        Edge.@Nullable Plain<Block> blockEdge,
        @Nullable Relationship relationship,
        List<UserError> userErrors,
        @Nullable String clientMutationId) {

    /** Returns the request of {@link #friendRequestEdge}. */
    public @Nullable FriendRequest friendRequest() {
        return friendRequestEdge == null ? null : friendRequestEdge.node();
    }
}
