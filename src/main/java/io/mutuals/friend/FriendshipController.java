package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Resolves the mutations of friendships, friend requests and blocks. */
@Controller
class FriendshipController {

    private final Friendships friendships;
    private final Relationships relationships;

    FriendshipController(Friendships friendships, Relationships relationships) {
        this.friendships = friendships;
        this.relationships = relationships;
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> sendFriendRequest(
            @Argument SendFriendRequestInput input, Viewer viewer, DataFetchingEnvironment environment) {
        var change = friendships.request(viewer, Viewer.USER_ID.decode(input.userId()), input.message());
        return relationships.payload(change, input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> acceptFriendRequest(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.payload(friendships.accept(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> declineFriendRequest(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.payload(friendships.decline(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> cancelFriendRequest(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.payload(friendships.cancel(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> unfriend(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.payload(friendships.unfriend(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> blockUser(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.payload(friendships.block(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> unblockUser(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.payload(friendships.unblock(viewer, input.user()), input.clientMutationId(), environment);
    }

    /** The input of every mutation that needs only another user. */
    record OtherUserInput(String userId, @Nullable String clientMutationId) {

        long user() {
            return Viewer.USER_ID.decode(userId);
        }
    }

    record SendFriendRequestInput(
            String userId,
            @Nullable String message,
            @Nullable String clientMutationId) {}
}
