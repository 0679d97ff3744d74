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
 * <p>What happens on this replica is in its graph before the mutation is answered, and before anybody else hears of it. The others get a
 * hint, {@code <replica> <one> <other>}, and read the rows of the two again; so it does not matter when hints come, or how often.
 * This replica does so as well when one pair changes twice, since of two events it is not known which was the later one, and when people
 * with former friends make new ones, since it is not known whether these are the same.
 */
@Component
@ConditionalOnWebApplication
public class FriendGraphEvents {

    static final String TOPIC = "friendships";

    private static final int REMEMBERED = 1_000;

    private final FriendGraphs graphs;
    private final FriendGraphUpkeep upkeep;
    private final Hints hints;
    private final String replica = UUID.randomUUID().toString();
    private final Map<List<Long>, Boolean> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Long>, Boolean> eldest) {
            return size() > REMEMBERED;
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
        graphs.formed(formed.one(), formed.other(), formed.at());
        tell(formed.one(), formed.other());
        if (graphs.mayKnowEachOtherFromBefore(formed.one(), formed.other())) {
            upkeep.changed(List.of(formed.one(), formed.other()));
        }
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    public void on(FriendshipEnded ended) {
        graphs.ended(ended.one(), ended.other());
        tell(ended.one(), ended.other());
    }

    private void tell(long one, long other) {
        hints.tell(TOPIC, replica + " " + one + " " + other);
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
