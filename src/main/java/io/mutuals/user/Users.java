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

/** People, as a viewer sees them; whoever may not be seen is not there. */
@Service
public class Users {

    private final UserRepository repository;
    private final Loader<UserKey, User> byNumber;
    private final Loader<HandleKey, User> byHandle;
    private final Loader<FriendLinkKey, User> byFriendLink;

    Users(UserRepository repository, Loaders loaders) {
        this.repository = repository;
        this.byNumber = loaders.register("users", repository::byNumber);
        this.byHandle = loaders.register("usersByHandle", repository::byHandle);
        this.byFriendLink = loaders.register("usersByFriendLink", repository::byFriendLink);
    }

    /** The user with this number; null when there is none whom the viewer may see. */
    public CompletableFuture<@Nullable User> find(Viewer viewer, long number, DataFetchingEnvironment environment) {
        return byNumber.find(new UserKey(viewer.id(), number), environment);
    }

    /** Whether there is somebody of this number, also one whom few may see: for those who run the platform. */
    public boolean exists(long number) {
        return repository.exists(number);
    }

    /** The viewer's own account. */
    CompletableFuture<User> viewer(Viewer viewer, DataFetchingEnvironment environment) {
        return find(viewer, viewer.id(), environment).thenApply(Users::orUnknown);
    }

    /**
     * What was found of the viewer's account.
     *
     * @throws RequestException {@link ErrorCode#UNAUTHENTICATED} when no account belongs to their token
     */
    static <T> T orUnknown(@Nullable T found) {
        if (found == null) {
            throw new RequestException(ErrorCode.UNAUTHENTICATED, "No account belongs to this token.");
        }
        return found;
    }

    /** The user with this handle, as people type it; null when there is none whom the viewer may see. */
    CompletableFuture<@Nullable User> find(Viewer viewer, String handle, DataFetchingEnvironment environment) {
        return byHandle.find(HandleKey.typed(viewer.id(), handle), environment);
    }

    /** Whose friend link this is the token of; null when it is no good, or the viewer may not see them. */
    CompletableFuture<@Nullable User> findByFriendLink(
            Viewer viewer, String token, DataFetchingEnvironment environment) {
        return byFriendLink.find(new FriendLinkKey(viewer.id(), token), environment);
    }
}
