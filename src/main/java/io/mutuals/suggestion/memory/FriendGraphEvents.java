package io.mutuals.suggestion.memory;

import io.mutuals.friend.FriendshipEnded;
import io.mutuals.friend.FriendshipFormed;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Applies changes that are made on this replica to its friend graph before the mutation is answered and before any
 * other listener runs. {@link FriendGraphUpkeep} follows the changes of all replicas, so a wrong order of two
 * concurrent events is soon corrected.
 */
@Component
@ConditionalOnWebApplication
public class FriendGraphEvents {

    private final FriendGraphs graphs;

    FriendGraphEvents(FriendGraphs graphs) {
        this.graphs = graphs;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    public void on(FriendshipFormed formed) {
        graphs.formed(formed.one().value(), formed.other().value(), formed.at());
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    public void on(FriendshipEnded ended) {
        graphs.ended(ended.one().value(), ended.other().value());
    }
}
