package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.IdType;
import io.mutuals.node.NodeSource;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Friend requests and blocks by their ids, each for the users whom it concerns alone. */
@Configuration(proxyBeanMethods = false)
class FriendNodes {

    @Bean
    NodeSource friendRequestNodes(Relationships standings) {
        return new Source(FriendRequest.ID, standings::request);
    }

    @Bean
    NodeSource blockNodes(Relationships standings) {
        return new Source(Block.ID, standings::block);
    }

    /** One kind of node, named to its viewer by the number of the other user. */
    private record Source(IdType idType, Read read) implements NodeSource {

        @Override
        public CompletableFuture<? extends @Nullable Object> load(
                Viewer viewer, long id, DataFetchingEnvironment environment) {
            return read.with(viewer, id, environment);
        }
    }

    /** Reads what lies between the viewer and another user. */
    @FunctionalInterface
    private interface Read {
        CompletableFuture<? extends @Nullable Object> with(
                Viewer viewer, long other, DataFetchingEnvironment environment);
    }
}
