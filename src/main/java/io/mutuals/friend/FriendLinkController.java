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

/** Friend links: those of the viewer, and their mutations. */
@Controller
class FriendLinkController {

    private final FriendLinks links;
    private final Relationships standings;
    private final Loader<FriendLinksKey, Connection<FriendLink, Edge.Plain<FriendLink>>> lists;

    FriendLinkController(FriendLinks links, Relationships standings, FriendLinkRepository repository, Loaders loaders) {
        this.links = links;
        this.standings = standings;
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
        FriendLinks.Made made = links.create(viewer, input.expiresAt());
        return new FriendLinkPayload(made.link(), made.errors(), input.clientMutationId());
    }

    @MutationMapping
    FriendLinkPayload revokeFriendLink(@Argument RevokeFriendLinkInput input, Viewer viewer) {
        FriendLinks.Made made = links.revoke(viewer, FriendLink.ID.decode(input.friendLinkId()));
        return new FriendLinkPayload(made.link(), made.errors(), input.clientMutationId());
    }

    @MutationMapping
    CompletableFuture<FriendshipPayload> redeemFriendLink(
            @Argument RedeemFriendLinkInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return standings.payload(links.redeem(viewer, input.token()), input.clientMutationId(), environment);
    }

    /** The input of that name. */
    record CreateFriendLinkInput(
            @Nullable Instant expiresAt, @Nullable String clientMutationId) {}

    /** The input of that name. */
    record RevokeFriendLinkInput(
            String friendLinkId, @Nullable String clientMutationId) {}

    /** The input of that name. */
    record RedeemFriendLinkInput(String token, @Nullable String clientMutationId) {}

    /** The payload of the mutations that are about the link itself. */
    record FriendLinkPayload(
            @Nullable FriendLink friendLink,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
