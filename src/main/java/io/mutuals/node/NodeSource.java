package io.mutuals.node;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.IdType;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One kind of thing that can be asked for by id; a bean of the feature that owns the kind. */
public interface NodeSource {

    IdType idType();

    /**
     * The thing with the number {@code id}, through a loader, so that many at once cost one query.
     *
     * @return null when there is no such thing, or none that the viewer may see: the two are not told apart
     */
    CompletableFuture<? extends @Nullable Object> load(Viewer viewer, long id, DataFetchingEnvironment environment);
}
