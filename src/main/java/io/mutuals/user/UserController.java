package io.mutuals.user;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.IdType;
import io.mutuals.node.NodeSource;
import io.mutuals.security.AccountHolder;
import io.mutuals.security.Viewer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the viewer, and users by id, handle and friend link. */
@Controller
class UserController implements NodeSource {

    /** The id type of the viewer object, which clients use as a cache key. */
    private static final IdType VIEWER_ID = new IdType("vwr");

    private final Users users;

    UserController(Users users) {
        this.users = users;
    }

    @QueryMapping("viewer")
    CompletableFuture<Viewer> viewer(AccountHolder holder) {
        return CompletableFuture.completedFuture(holder.viewer());
    }

    @SchemaMapping(typeName = "Viewer", field = "id")
    String viewerId(AccountHolder holder) {
        return VIEWER_ID.encode(holder.viewer().id());
    }

    @SchemaMapping(typeName = "Viewer", field = "user")
    CompletableFuture<User> viewerUser(Viewer viewer, DataFetchingEnvironment environment) {
        return users.viewer(viewer, environment);
    }

    @QueryMapping
    CompletableFuture<@Nullable User> user(
            @Argument("by") UserBy by, Viewer viewer, DataFetchingEnvironment environment) {
        if (by.id() != null) {
            return users.find(viewer, Viewer.USER_ID.decode(by.id()), environment);
        }
        if (by.friendLinkToken() != null) {
            return users.findByFriendLink(viewer, by.friendLinkToken(), environment);
        }
        return users.find(viewer, Objects.requireNonNull(by.handle()), environment);
    }

    @Override
    public IdType idType() {
        return Viewer.USER_ID;
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> load(
            Viewer viewer, long id, DataFetchingEnvironment environment) {
        return users.find(viewer, id, environment);
    }

    /** Exactly one field is not null. */
    record UserBy(
            @Nullable String id,
            @Nullable String handle,
            @Nullable String friendLinkToken) {}
}
