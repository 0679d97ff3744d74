package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of friendships, friend requests and blocks. */
@Controller
class FriendshipController {

    private final Friendships friendships;
    private final Relationships standings;

    FriendshipController(Friendships friendships, Relationships standings) {
        this.friendships = friendships;
        this.standings = standings;
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> sendFriendRequest(
            @Argument SendFriendRequestInput input, Viewer viewer, DataFetchingEnvironment environment) {
        var change = friendships.request(viewer, Viewer.USER_ID.decode(input.userId()), input.message());
        return standings.payload(change, input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> acceptFriendRequest(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return standings.payload(friendships.accept(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> declineFriendRequest(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return standings.payload(friendships.decline(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> cancelFriendRequest(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return standings.payload(friendships.cancel(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> unfriend(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return standings.payload(friendships.unfriend(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> blockUser(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return standings.payload(friendships.block(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> unblockUser(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return standings.payload(friendships.unblock(viewer, input.user()), input.clientMutationId(), environment);
    }

    /** The input of mutations that are about one other person and need nothing else. */
    record OtherUserInput(String userId, @Nullable String clientMutationId) {

        long user() {
            return Viewer.USER_ID.decode(userId);
        }
    }

    /** The input {@code SendFriendRequestInput}. */
    record SendFriendRequestInput(
            String userId,
            @Nullable String message,
            @Nullable String clientMutationId) {}
}
