package io.mutuals.suggestion.memory;

import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * What is known of a candidate, and of the viewer's eyes for them, that tells how likely a suggestion is to come to something.
 *
 * @param pendingRequests friend requests to the candidate that are not answered yet
 * @param requestsAccepted those that the candidate accepted
 * @param requestsDeclined those that they declined, of people with whom they shared a friend
 * @param timesSeen in how many rankings the viewer was shown the candidate
 * @param lastSeen when they last were; null when never
 */
public record DiscountFacts(
        int pendingRequests,
        int requestsAccepted,
        int requestsDeclined,
        int timesSeen,
        @Nullable Instant lastSeen) {

    /** Nothing is known. */
    public static final DiscountFacts NONE = new DiscountFacts(0, 0, 0, 0, null);

    public DiscountFacts {
        if (pendingRequests < 0 || requestsAccepted < 0 || requestsDeclined < 0 || timesSeen < 0) {
            throw new IllegalArgumentException("Requests and impressions must not be negative");
        }
    }

    /**
     * A Cypher expression: whom {@code viewer} has seen more than {@code times} times, to be read by {@link #seen}. It costs one walk over
     * the viewer's {@code SAW}; asking the graph about each candidate instead costs such a walk for every one of them.
     */
    public static String seenByViewer(int times) {
        return "COLLECT { MATCH (viewer)-[saw:SAW]->(seen) WHERE saw.times > %d RETURN [seen.id, saw.times, saw.at] }"
                .formatted(times);
    }

    /** Reads {@link #seenByViewer}, by candidate. */
    public static Map<Long, Seen> seen(Value list) {
        Map<Long, Seen> seen = HashMap.newHashMap(list.size());
        for (Value one : list.values()) {
            seen.put(one.get(0).asLong(), new Seen(one.get(1).asInt(), Times.instant(one.get(2))));
        }
        return seen;
    }

    /** @param seen of the same candidate; null when the viewer has not seen them */
    public static DiscountFacts of(PersonFacts candidate, @Nullable Seen seen) {
        return new DiscountFacts(
                candidate.pendingRequests(),
                candidate.requestsAccepted(),
                candidate.requestsDeclined(),
                seen == null ? 0 : seen.times(),
                seen == null ? null : seen.last());
    }

    /** How often, and when last, a viewer was shown somebody. */
    public record Seen(int times, Instant last) {}
}
