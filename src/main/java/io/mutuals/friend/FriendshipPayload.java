package io.mutuals.friend;

import io.mutuals.api.Edge;
import io.mutuals.api.UserError;
import io.mutuals.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mutation about a friendship or a friend request tells.
 *
 * @param user the other person, when the viewer may see them
 * @param friendRequestEdge the request's place in the viewer's list; null when there is none now
 * @param friendEdge the friend's place in the viewer's list; null when the two are no friends now
 * @param blockEdge the block's place in the viewer's list; null when the viewer does not block the other
 * @param relationship what is between the two now
 */
record FriendshipPayload(
        @Nullable User user,
        Edge.@Nullable Plain<FriendRequest> friendRequestEdge,
        @Nullable FriendEdge friendEdge,
        Edge.@Nullable Plain<Block> blockEdge,
        @Nullable Relationship relationship,
        List<UserError> userErrors,
        @Nullable String clientMutationId) {

    /** The request that the edge is about. */
    public @Nullable FriendRequest friendRequest() {
        return friendRequestEdge == null ? null : friendRequestEdge.node();
    }
}
