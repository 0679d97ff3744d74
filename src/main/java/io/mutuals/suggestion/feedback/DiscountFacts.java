package io.mutuals.suggestion.feedback;

import io.mutuals.neo4j.Times;
import io.mutuals.suggestion.memory.PersonFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * Facts about a candidate, and about the viewer's earlier impressions of them, that predict how likely a suggestion is
 * to lead to a friendship.
 *
 * @param pendingRequests number of unanswered friend requests to the candidate, at least 0
 * @param requestsAccepted number of friend requests the candidate has accepted, at least 0
 * @param requestsDeclined number of friend requests from users with a common friend that the candidate has declined, at
 * least 0
 * @param timesSeen number of rankings in which the viewer was shown the candidate, at least 0
 * @param lastSeen time of the last impression; null if there was none
 */
public record DiscountFacts(
        int pendingRequests,
        int requestsAccepted,
        int requestsDeclined,
        int timesSeen,
        @Nullable Instant lastSeen) {

    /** No requests and no impressions. */
    public static final DiscountFacts NONE = new DiscountFacts(0, 0, 0, 0, null);

    public DiscountFacts {
        if (pendingRequests < 0 || requestsAccepted < 0 || requestsDeclined < 0 || timesSeen < 0) {
            throw new IllegalArgumentException("Requests and impressions must not be negative");
        }
    }

    /**
     * Returns a Cypher expression for the candidates that {@code viewer} has seen more than {@code times} times, to be
     * read with {@link #seen}. Costs one walk over the viewer's {@code SAW} relationships; asking about each candidate
     * instead would cost such a walk per candidate.
     */
    public static String seenByViewer(int times) {
        return "COLLECT { MATCH (viewer)-[saw:SAW]->(seen) WHERE saw.times > %d RETURN [seen.id, saw.times, saw.at] }"
                .formatted(times);
    }

    /** Reads the value of {@link #seenByViewer}, by candidate. */
    public static Map<Long, Seen> seen(Value list) {
        Map<Long, Seen> seen = HashMap.newHashMap(list.size());
        for (Value one : list.values()) {
            seen.put(one.get(0).asLong(), new Seen(one.get(1).asInt(), Times.instant(one.get(2))));
        }
        return seen;
    }

    /**
     * Combines the facts about a candidate with the viewer's impressions of them.
     *
     * @param seen impressions of the candidate; null if there were none
     */
    public static DiscountFacts of(PersonFacts candidate, @Nullable Seen seen) {
        return new DiscountFacts(
                candidate.pendingRequests(),
                candidate.requestsAccepted(),
                candidate.requestsDeclined(),
                seen == null ? 0 : seen.times(),
                seen == null ? null : seen.last());
    }

    /** Number of impressions of a candidate on one viewer, and the time of the last one. */
    public record Seen(int times, Instant last) {}
}
