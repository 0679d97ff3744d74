package io.mutuals.user;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** People, as a viewer sees them; whoever may not be seen is not there. */
@Service
public class Users {

    private final Loader<UserKey, User> byNumber;
    private final Loader<HandleKey, User> byHandle;

    Users(UserRepository repository, Loaders loaders) {
        this.byNumber = loaders.register("users", repository::byNumber);
        this.byHandle = loaders.register("usersByHandle", repository::byHandle);
    }

    /** The user with this number; null when there is none whom the viewer may see. */
    public CompletableFuture<@Nullable User> find(Viewer viewer, long number, DataFetchingEnvironment environment) {
        return byNumber.find(new UserKey(viewer.id(), number), environment);
    }

    /** The user with this handle, as people type it; null when there is none whom the viewer may see. */
    CompletableFuture<@Nullable User> find(Viewer viewer, String handle, DataFetchingEnvironment environment) {
        return byHandle.find(HandleKey.typed(viewer.id(), handle), environment);
    }
}
