package io.mutuals.suggestion.memory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the friend graph in memory.
 *
 * @param enabled whether friends of friends are ranked in memory; otherwise Neo4j ranks them, with the same results
 * @param maxFriendships maximum number of friendships held in memory; above it, Neo4j ranks. Each takes up to 24 bytes,
 * and twice that while everything is read again
 * @param hubLimit maximum number of friends a common friend may have to count as evidence; bounds the work per viewer,
 * in memory and in Neo4j
 * @param reload shortest time between two reads of everything, of the friendships and of what lies beside them; they
 * are needed after a gap in the change log, as an import leaves it
 * @param maxInCommon maximum number of likes, participations in conversations and address book entries held in memory,
 * all together; above it, Neo4j is queried. Each takes 30 to 60 bytes
 */
@Validated
@ConfigurationProperties("mutuals.suggestion.graph")
public record FriendGraphProperties(
        @DefaultValue("true") boolean enabled,
        @Min(0) @Max(750_000_000) @DefaultValue("50000000") long maxFriendships,
        @Min(2) @DefaultValue("1000") int hubLimit,
        @DefaultValue("1m") Duration reload,
        @Min(0) @DefaultValue("20000000") long maxInCommon) {}
