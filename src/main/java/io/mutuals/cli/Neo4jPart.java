package io.mutuals.cli;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.mutuals.MutualsApplication;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.GraphProperties;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.neo4j.autoconfigure.DataNeo4jAutoConfiguration;
import org.springframework.boot.neo4j.autoconfigure.Neo4jAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/**
 * The part of the application that talks to Neo4j, for commands that need no Redis, no background loops and no server.
 *
 * <p>It brings the schema up to date, so it also holds the migrations that features write in Java: without them,
 * neo4j-migrations refuses a database to which a server has applied them.
 */
@ImportAutoConfiguration({Neo4jAutoConfiguration.class, DataNeo4jAutoConfiguration.class})
@EnableConfigurationProperties(GraphProperties.class)
@ComponentScan(basePackageClasses = Graph.class)
@ComponentScan(
        basePackageClasses = MutualsApplication.class,
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = JavaBasedMigration.class))
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
