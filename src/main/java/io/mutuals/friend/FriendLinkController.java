package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the viewer's friend links and the mutations of friend links. */
@Controller
class FriendLinkController {

    private final FriendLinks links;
    private final Relationships relationships;
    private final Loader<FriendLinksKey, Connection<FriendLink, Edge.Plain<FriendLink>>> lists;

    FriendLinkController(
            FriendLinks links, Relationships relationships, FriendLinkRepository repository, Loaders loaders) {
        this.links = links;
        this.relationships = relationships;
        this.lists = loaders.register("friendLinks", repository::links);
    }

    @SchemaMapping(typeName = "Viewer", field = "friendLinks")
    CompletableFuture<Connection<FriendLink, Edge.Plain<FriendLink>>> friendLinks(
            @Argument int first, @Argument @Nullable String after, Viewer viewer, DataFetchingEnvironment environment) {
        FriendLinksKey key =
                new FriendLinksKey(viewer.id(), Slice.inTime(FriendLinkRepository.LIST, first, after, environment));
        return lists.load(key, environment);
    }

    @MutationMapping
    FriendLinkPayload createFriendLink(@Argument CreateFriendLinkInput input, Viewer viewer) {
        FriendLinks.Result result = links.create(viewer, input.expiresAt());
        return new FriendLinkPayload(result.link(), result.errors(), input.clientMutationId());
    }

    @MutationMapping
    FriendLinkPayload revokeFriendLink(@Argument RevokeFriendLinkInput input, Viewer viewer) {
        FriendLinks.Result result = links.revoke(viewer, FriendLink.ID.decode(input.friendLinkId()));
        return new FriendLinkPayload(result.link(), result.errors(), input.clientMutationId());
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> redeemFriendLink(
            @Argument RedeemFriendLinkInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return relationships.payload(links.redeem(viewer, input.token()), input.clientMutationId(), environment);
    }

    record CreateFriendLinkInput(
            @Nullable Instant expiresAt, @Nullable String clientMutationId) {}

    record RevokeFriendLinkInput(
            String friendLinkId, @Nullable String clientMutationId) {}

    record RedeemFriendLinkInput(String token, @Nullable String clientMutationId) {}

    /** The payload of the mutations that create or revoke a link. */
    record FriendLinkPayload(
            @Nullable FriendLink friendLink,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
