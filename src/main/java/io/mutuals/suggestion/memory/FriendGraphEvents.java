package io.mutuals.suggestion.memory;

import io.mutuals.friend.FriendshipEnded;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.realtime.Hints;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps the friend graphs of all replicas up to date.
 *
 * <p>A change made on this replica is in its graph before the mutation is answered and before any other listener runs.
 * The other replicas get a hint, {@code <replica> <one> <other>}, and read the rows of both users again, so order and
 * repetition of hints do not matter. This replica also rereads both rows when the same pair changes twice, because the
 * order of two concurrent events is unknown, and when two users with former friends become friends, because the one may
 * be a former friend of the other.
 */
@Component
@ConditionalOnWebApplication
public class FriendGraphEvents {

    static final String TOPIC = "friendships";

    private static final int MAX_RECENT = 1_000;

    private final FriendGraphs graphs;
    private final FriendGraphUpkeep upkeep;
    private final Hints hints;
    private final String replica = UUID.randomUUID().toString();
    private final Map<List<Long>, Boolean> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Long>, Boolean> eldest) {
            return size() > MAX_RECENT;
        }
    };

    FriendGraphEvents(FriendGraphs graphs, FriendGraphUpkeep upkeep, Hints hints) {
        this.graphs = graphs;
        this.upkeep = upkeep;
        this.hints = hints;
        hints.listen(TOPIC, this::heard);
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    public void on(FriendshipFormed formed) {
        graphs.formed(formed.one().value(), formed.other().value(), formed.at());
        tell(formed.one().value(), formed.other().value());
        if (graphs.mayKnowEachOtherFromBefore(
                formed.one().value(), formed.other().value())) {
            upkeep.changed(List.of(formed.one().value(), formed.other().value()));
        }
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    public void on(FriendshipEnded ended) {
        graphs.ended(ended.one().value(), ended.other().value());
        tell(ended.one().value(), ended.other().value());
    }

    private void tell(long one, long other) {
        hints.publish(TOPIC, replica + " " + one + " " + other);
        if (isAgain(one, other)) {
            upkeep.changed(List.of(one, other));
        }
    }

    private boolean isAgain(long one, long other) {
        synchronized (recent) {
            return recent.put(List.of(Math.min(one, other), Math.max(one, other)), true) != null;
        }
    }

    private void heard(String hint) {
        if (!hint.startsWith(replica)) {
            upkeep.changed(
                    Arrays.stream(hint.split(" ")).skip(1).map(Long::valueOf).toList());
        }
    }
}
