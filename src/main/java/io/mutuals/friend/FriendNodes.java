package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.IdType;
import io.mutuals.node.NodeSource;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Resolves friend requests and blocks by id, each only for the users that it belongs to. */
@Configuration(proxyBeanMethods = false)
class FriendNodes {

    @Bean
    NodeSource friendRequestNodes(Relationships relationships) {
        return new PairNodeSource(FriendRequest.ID, relationships::request);
    }

    @Bean
    NodeSource blockNodes(Relationships relationships) {
        return new PairNodeSource(Block.ID, relationships::block);
    }

    /** Resolves one type of node, whose id contains the id of the other user. */
    private record PairNodeSource(IdType idType, PairReader read) implements NodeSource {

        @Override
        public CompletableFuture<? extends @Nullable Object> load(
                Viewer viewer, long id, DataFetchingEnvironment environment) {
            return read.with(viewer, id, environment);
        }
    }

    /** Loads what the viewer and another user have between them. */
    @FunctionalInterface
    private interface PairReader {
        CompletableFuture<? extends @Nullable Object> with(
                Viewer viewer, long other, DataFetchingEnvironment environment);
    }
}
