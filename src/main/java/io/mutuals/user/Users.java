package io.mutuals.user;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Loads users as a viewer sees them. A user hidden from the viewer is treated as one that does not exist. */
@Service
public class Users {

    private final UserRepository repository;
    private final Loader<UserKey, User> byNumber;
    private final Loader<HandleKey, User> byHandle;
    private final Loader<FriendLinkKey, User> byFriendLink;

    Users(UserRepository repository, UsersInMemory memory, Loaders loaders) {
        this.repository = repository;
        this.byNumber = loaders.register("users", repository::byNumber, memory::seen);
        this.byHandle = loaders.register("usersByHandle", repository::byHandle);
        this.byFriendLink = loaders.register("usersByFriendLink", repository::byFriendLink);
    }

    /** Loads the user with this internal id; null if there is none that the viewer may see. Batched by request. */
    public CompletableFuture<@Nullable User> find(Viewer viewer, long number, DataFetchingEnvironment environment) {
        return byNumber.find(UserKey.of(viewer, number), environment);
    }

    /** Returns whether a user exists, regardless of visibility. Intended for administration, not for viewers. */
    public boolean exists(long number) {
        return repository.exists(number);
    }

    /**
     * Loads the viewer's account.
     *
     * @return fails with {@link ErrorCode#ACCOUNT_REQUIRED} if the token has no account
     */
    CompletableFuture<User> viewer(Viewer viewer, DataFetchingEnvironment environment) {
        return find(viewer, viewer.id(), environment).thenApply(Users::orUnknown);
    }

    /**
     * Returns {@code found} unless it is null.
     *
     * @throws RequestException {@link ErrorCode#ACCOUNT_REQUIRED} if it is null, which means that no account belongs
     *     to the token
     */
    static <T> T orUnknown(@Nullable T found) {
        if (found == null) {
            throw RequestException.accountRequired();
        }
        return found;
    }

    /** Loads the user with this handle, in upper or lower case; null if there is none that the viewer may see. */
    CompletableFuture<@Nullable User> find(Viewer viewer, String handle, DataFetchingEnvironment environment) {
        return byHandle.find(HandleKey.typed(viewer.id(), handle), environment);
    }

    /** Loads the creator of a friend link; null if the link is not valid or its creator is hidden from the viewer. */
    CompletableFuture<@Nullable User> findByFriendLink(
            Viewer viewer, String token, DataFetchingEnvironment environment) {
        return byFriendLink.find(new FriendLinkKey(viewer.id(), token), environment);
    }
}
