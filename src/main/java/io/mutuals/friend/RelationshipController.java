package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the relationship between the viewer and a user, what the viewer may do, mutual friends, and paths. */
@Controller
class RelationshipController {

    private final Relationships relationships;
    private final FriendRules rules;
    private final InstantSource clock;
    private final Loader<MutualFriendsKey, Connection<User, Edge.Plain<User>>> mutualFriends;
    private final Loader<UserKey, Integer> mutualFriendCounts;
    private final Loader<UserKey, List<User>> paths;

    RelationshipController(
            Loaders loaders,
            Relationships relationships,
            FriendRules rules,
            InstantSource clock,
            MutualFriendRepository mutualFriends,
            MutualFriendsInMemory memory) {
        this.relationships = relationships;
        this.rules = rules;
        this.clock = clock;
        this.mutualFriends = loaders.register("mutualFriends", mutualFriends::page, memory::page);
        this.mutualFriendCounts = loaders.register("mutualFriendCounts", mutualFriends::count, memory::count);
        this.paths = loaders.register("paths", mutualFriends::path);
    }

    @SchemaMapping(typeName = "User", field = "relationship")
    CompletableFuture<Relationship> relationship(User user, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.load(viewer, user, environment);
    }

    @SchemaMapping(typeName = "User", field = "viewerCan")
    CompletableFuture<UserPermissions> viewerCan(User user, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships
                .load(viewer, user, environment)
                .thenApply(relationship -> new UserPermissions(
                        rules.againstRequest(relationship, clock.instant()).isEmpty(),
                        relationship.seesFriends(),
                        relationship));
    }

    @SchemaMapping(typeName = "Relationship", field = "mutualFriendCount")
    CompletableFuture<Integer> mutualFriendCount(Relationship relationship, DataFetchingEnvironment environment) {
        return mutualFriendCounts.load(relationship.between(), environment);
    }

    @SchemaMapping(typeName = "User", field = "mutualFriends")
    CompletableFuture<Connection<User, Edge.Plain<User>>> mutualFriends(
            User user,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        MutualFriendsKey key = new MutualFriendsKey(
                UserKey.of(viewer, user.number()),
                Slice.byName(MutualFriendRepository.LIST, first, after, environment));
        return mutualFriends.load(key, environment);
    }

    @SchemaMapping(typeName = "User", field = "pathFromViewer")
    CompletableFuture<@Nullable List<User>> pathFromViewer(
            User user, Viewer viewer, DataFetchingEnvironment environment) {
        if (user.number() == viewer.id()) {
            return CompletableFuture.completedFuture(List.of(user));
        }
        return paths.find(UserKey.of(viewer, user.number()), environment);
    }
}
