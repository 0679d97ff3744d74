package io.mutuals.neo4j;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long Neo4j may take, and when to stop asking it.
 *
 * @param statementTimeout after this the database ends a statement
 * @param acquisitionTimeout how long a request waits for a connection
 * @param connectTimeout how long opening a connection may take
 * @param maxConnections connections per replica
 * @param failureRate percentage of the last 10 statements that must fail before Neo4j is left alone
 * @param pause how long it is left alone before it is tried again
 * @param startPatience how long a start waits for a Neo4j that is not ready yet
 */
@Validated
@ConfigurationProperties("mutuals.graph")
public record GraphProperties(
        @DefaultValue("5s") Duration statementTimeout,
        @DefaultValue("2s") Duration acquisitionTimeout,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("64") int maxConnections,
        @DefaultValue("50") float failureRate,
        @DefaultValue("2s") Duration pause,
        @DefaultValue("30s") Duration startPatience) {}
