package io.mutuals.node;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.IdType;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Source of one type of node. The feature that owns the type implements it as a bean. */
public interface NodeSource {

    /** Returns the type of ids that this source loads. */
    IdType idType();

    /**
     * Loads the node with the number {@code id} through a loader, so that many cost one query.
     *
     * @return the node; null if it does not exist or is hidden from the viewer, which must not be distinguishable
     */
    CompletableFuture<? extends @Nullable Object> load(Viewer viewer, long id, DataFetchingEnvironment environment);
}
