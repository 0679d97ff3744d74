package io.mutuals.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.GraphProperties;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.neo4j.autoconfigure.DataNeo4jAutoConfiguration;
import org.springframework.boot.neo4j.autoconfigure.Neo4jAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * The part of the application that talks to Neo4j, with its schema brought up to date: for commands, which need no Redis, no loops in
 * the background and no server.
 */
@ImportAutoConfiguration({Neo4jAutoConfiguration.class, DataNeo4jAutoConfiguration.class})
@EnableConfigurationProperties(GraphProperties.class)
@ComponentScan(basePackageClasses = Graph.class)
final class Neo4jPart {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    ObservationRegistry observations() {
        return ObservationRegistry.NOOP;
    }
}
