package io.mutuals.neo4j;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mapping.MappingException;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.data.neo4j.core.transaction.Neo4jTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs transactions of Spring Data repositories, with the time limits, circuit breaker and typed failures that
 * {@link Graph} has for statements. Each of the two sees what the other has committed. Thread-safe; blocks the calling
 * (virtual) thread.
 */
@Component
public class Aggregates {

    private static final int ATTEMPTS = 3;

    private final Graph graph;
    private final GraphProperties properties;
    private final Neo4jTransactionManager transactions;
    private final Neo4jClient client;

    Aggregates(Graph graph, GraphProperties properties, Neo4jTransactionManager transactions, Neo4jClient client) {
        this.graph = graph;
        this.properties = properties;
        this.transactions = transactions;
        this.client = client;
    }

    /**
     * Reads through repositories of Spring Data.
     *
     * @param name the name of the read in metrics, traces and logs
     * @param work the read; run again from its beginning if the database asks for it, or if what it read cannot be
     *     mapped, since a node may lack some of its properties while a concurrent change is applied, see {@link #write}
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if Neo4j cannot be reached or does not answer in time
     */
    public <T> T read(String name, Supplier<T> work) {
        return run(name, true, transaction -> work.get());
    }

    /**
     * Changes the graph in one transaction, through repositories of Spring Data and by statements.
     *
     * <p>The version of an aggregate does not isolate concurrent changes: Neo4j shows the properties of a node one by
     * one, so a read during a concurrent change may see a part of it, such as the new version with the old state or
     * with none. Therefore {@code work} first locks a node by writing to it with a statement, as in
     * {@link Graph#write(String, Function)}, and then reads what it decides by.
     *
     * @param name the name of the change in metrics, traces and logs
     * @param work the change; run again from its beginning if the database asks for it, if what it read cannot be
     *     mapped, or if a versioned aggregate was changed concurrently. Must have no other side effects
     * @return the result of the run that was committed
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if Neo4j cannot be reached or does not answer in time
     */
    public <T> T write(String name, Function<Graph.Transaction, T> work) {
        return run(name, false, work);
    }

    private <T> T run(String name, boolean readOnly, Function<Graph.Transaction, T> work) {
        Duration timeout = properties.statementTimeout();
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setName(name);
        definition.setReadOnly(readOnly);
        definition.setTimeout((int) Math.max(1, timeout.toSeconds()));
        TransactionTemplate template = new TransactionTemplate(transactions, definition);
        Meter meter = Meters.current();
        return graph.observed(
                name,
                () -> graph.guarded(name, timeout, () -> {
                    AtomicReference<@Nullable T> answer = new AtomicReference<>();
                    Meters.bill(meter, () -> answer.set(attempt(template, work)));
                    return Objects.requireNonNull(answer.get());
                }));
    }

    private <T> T attempt(TransactionTemplate template, Function<Graph.Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(template.execute(status -> work.apply(this::run)));
            } catch (RuntimeException thrown) {
                RuntimeException failed = fromDatabase(thrown);
                boolean again = failed instanceof OptimisticLockingFailureException
                        || failed instanceof RetryableException
                        || failed instanceof MappingException;
                if (!again || attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw failed;
                }
            }
        }
    }

    private List<Record> run(Statement statement, Map<String, ? extends @Nullable Object> parameters) {
        return client.delegateTo(open -> Optional.of(
                        open.run(statement.text(), graph.timed(parameters)).list()))
                .run()
                .orElseThrow();
    }

    /** Unwraps the exception of the driver from those of Spring Data. */
    private static RuntimeException fromDatabase(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Neo4jException database) {
                return database;
            }
        }
        return thrown;
    }
}
