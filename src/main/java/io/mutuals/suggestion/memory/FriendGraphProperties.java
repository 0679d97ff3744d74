package io.mutuals.suggestion.memory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The friend graph in memory.
 *
 * @param enabled whether friends of friends are ranked in memory; otherwise Neo4j ranks them, with the same answers
 * @param maxFriendships with more friendships Neo4j ranks as well; each takes up to 24 bytes, and twice that while all are read again
 * @param hubLimit a common friend with more friends than this says nothing; it bounds the work for one viewer, in memory and in Neo4j
 * @param reconcile how often everybody's number of friends is compared with Neo4j's
 * @param reload how often everything is read again
 * @param factsReload how often the facts of everybody and what people have in common, which are in memory beside the graph, are read again
 * @param maxInCommon with more likes, parts in conversations and entries of address books together Neo4j is asked for them as well; each takes 30 to 60 bytes
 */
@Validated
@ConfigurationProperties("mutuals.suggestion.graph")
public record FriendGraphProperties(
        @DefaultValue("true") boolean enabled,
        @Min(0) @Max(750_000_000) @DefaultValue("50000000") long maxFriendships,
        @Min(2) @DefaultValue("1000") int hubLimit,
        @DefaultValue("1m") Duration reconcile,
        @DefaultValue("24h") Duration reload,
        @DefaultValue("10m") Duration factsReload,
        @Min(0) @DefaultValue("20000000") long maxInCommon) {}
