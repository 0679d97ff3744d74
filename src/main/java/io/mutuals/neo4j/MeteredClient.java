package io.mutuals.neo4j;

import io.mutuals.proof.Meters;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.QueryRunner;
import org.springframework.data.neo4j.core.DatabaseSelection;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.data.neo4j.core.UserSelection;

/** Counts the queries of Spring Data on the meter of the current request. */
final class MeteredClient implements Neo4jClient {

    private final Neo4jClient client;

    MeteredClient(Neo4jClient client) {
        this.client = client;
    }

    @Override
    public UnboundRunnableSpec query(String cypher) {
        Meters.current().neo4jQuery();
        return client.query(cypher);
    }

    @Override
    public UnboundRunnableSpec query(Supplier<String> cypher) {
        Meters.current().neo4jQuery();
        return client.query(cypher);
    }

    @Override
    public <T> OngoingDelegation<T> delegateTo(Function<QueryRunner, Optional<T>> callback) {
        Meters.current().neo4jQuery();
        return client.delegateTo(callback);
    }

    @Override
    public QueryRunner getQueryRunner(DatabaseSelection database, UserSelection user) {
        return client.getQueryRunner(database, user);
    }

    @Override
    public @Nullable DatabaseSelectionProvider getDatabaseSelectionProvider() {
        return client.getDatabaseSelectionProvider();
    }
}
