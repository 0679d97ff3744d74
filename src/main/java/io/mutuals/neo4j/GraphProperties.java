package io.mutuals.neo4j;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The time limits of Neo4j, and the settings of its circuit breaker.
 *
 * @param statementTimeout the time after which the database aborts a statement
 * @param acquisitionTimeout the maximum wait of a request for a connection
 * @param connectTimeout the maximum time to open a connection
 * @param maxConnections the maximum number of connections of a replica
 * @param failureRate the percentage of failures among the last 10 statements at which the circuit breaker opens
 * @param pause the time that the circuit breaker stays open before a retry
 * @param startPatience the maximum wait at startup for a Neo4j that is not ready yet
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
