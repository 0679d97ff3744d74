package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.friend.FriendshipController.OtherUserInput;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the viewer's list of close friends and its mutations. */
@Controller
class CloseFriendController {

    private final CloseFriends closeFriends;
    private final Relationships relationships;
    private final Loader<CloseFriendsKey, Connection<User, Edge.Plain<User>>> pages;
    private final Loader<UserKey, Boolean> isClose;

    CloseFriendController(
            CloseFriends closeFriends, Relationships relationships, CloseFriendRepository repository, Loaders loaders) {
        this.closeFriends = closeFriends;
        this.relationships = relationships;
        this.pages = loaders.register("closeFriends", repository::page);
        this.isClose = loaders.register("isCloseFriend", repository::isClose);
    }

    @SchemaMapping(typeName = "Viewer", field = "closeFriends")
    CompletableFuture<Connection<User, Edge.Plain<User>>> closeFriends(
            @Argument int first, @Argument @Nullable String after, Viewer viewer, DataFetchingEnvironment environment) {
        Slice slice = Slice.inTime(CloseFriendRepository.LIST, first, after, environment);
        return pages.load(new CloseFriendsKey(viewer.id(), slice), environment);
    }

    @SchemaMapping(typeName = "Relationship", field = "isCloseFriend")
    CompletableFuture<Boolean> isCloseFriend(Relationship relationship, DataFetchingEnvironment environment) {
        return isClose.load(relationship.between(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> addCloseFriend(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.payload(closeFriends.add(viewer, input.user()), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> removeCloseFriend(
            @Argument OtherUserInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.payload(closeFriends.remove(viewer, input.user()), input.clientMutationId(), environment);
    }
}
