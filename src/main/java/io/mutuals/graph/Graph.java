package io.mutuals.graph;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs statements.
 *
 * <p>A read is one round trip, is tried a second time when the first attempt was lost on the way, and sees everything that this
 * replica wrote before. Thread-safe; blocks the calling (virtual) thread.
 */
@Component
public class Graph {

    private static final Logger log = LoggerFactory.getLogger(Graph.class);

    private final Driver driver;
    private final CircuitBreaker breaker;
    private final ObservationRegistry observations;
    private final SessionConfig reading;
    private final TransactionConfig limits;
    private final GraphProperties properties;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("statement-", 0).factory());

    Graph(Driver driver, CircuitBreaker neo4jBreaker, ObservationRegistry observations, GraphProperties properties) {
        this.driver = driver;
        this.breaker = neo4jBreaker;
        this.observations = observations;
        this.properties = properties;
        this.reading = SessionConfig.builder()
                .withDefaultAccessMode(AccessMode.READ)
                .withBookmarkManager(driver.executableQueryBookmarkManager())
                .withFetchSize(-1)
                .build();
        this.limits = TransactionConfig.builder()
                .withTimeout(properties.statementTimeout())
                .build();
    }

    /**
     * Runs a reading statement.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} when Neo4j cannot be reached, or took longer than it may
     */
    public List<Record> read(Statement statement, Map<String, Object> parameters) {
        Meters.current().neo4jQuery();
        return observed(
                statement,
                () -> guarded(statement, properties.statementTimeout(), () -> {
                    try {
                        return once(statement, parameters);
                    } catch (Neo4jException lost) {
                        if (lost instanceof RetryableException
                                && !Thread.currentThread().isInterrupted()) {
                            return once(statement, parameters);
                        }
                        throw lost;
                    }
                }));
    }

    /**
     * Answers many keys with one run of a reading statement that unwinds {@code $keys}.
     *
     * @param statement returns a column {@code index}, taken from {@code key.index}, in every row, and at most one row for each key
     * @param row the parameters of one key
     * @param shared parameters that are the same for all keys
     * @param value reads the answer to a key from its row
     * @return the answers; keys for which the statement returned no row are absent
     */
    public <K, V> Map<K, V> readByKey(
            Statement statement,
            Collection<K> keys,
            Function<K, Map<String, ? extends @Nullable Object>> row,
            Map<String, Object> shared,
            BiFunction<K, Record, V> value) {
        List<K> ordered = List.copyOf(keys);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(ordered.size());
        for (int index = 0; index < ordered.size(); index++) {
            Map<String, @Nullable Object> parameters = new HashMap<>(row.apply(ordered.get(index)));
            parameters.put("index", index);
            rows.add(parameters);
        }
        Map<String, Object> parameters = new HashMap<>(shared);
        parameters.put("keys", rows);
        Map<K, V> answers = HashMap.newHashMap(ordered.size());
        for (Record found : read(statement, parameters)) {
            K key = ordered.get(found.get("index").asInt());
            answers.put(key, value.apply(key, found));
        }
        return answers;
    }

    /**
     * Runs a reading statement whose answer need not fit into memory.
     *
     * @param each is given every row as it arrives
     */
    public void stream(Statement statement, Map<String, Object> parameters, Duration timeout, Consumer<Record> each) {
        Meters.current().neo4jQuery();
        SessionConfig streaming = SessionConfig.builder()
                .withDefaultAccessMode(AccessMode.READ)
                .withBookmarkManager(driver.executableQueryBookmarkManager())
                .build();
        guarded(statement, timeout, () -> {
            try (Session session = driver.session(streaming)) {
                TransactionConfig limit =
                        TransactionConfig.builder().withTimeout(timeout).build();
                session.run(statement.text(), parameters, limit).forEachRemaining(each);
                return true;
            }
        });
    }

    /**
     * Runs writing statements in one transaction, again from the first when the database asks for it.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} when Neo4j cannot be reached, or took longer than it may
     */
    public void write(List<Call> calls, Duration timeout) {
        SessionConfig writing = SessionConfig.builder()
                .withDefaultAccessMode(AccessMode.WRITE)
                .withBookmarkManager(driver.executableQueryBookmarkManager())
                .build();
        TransactionConfig limit =
                TransactionConfig.builder().withTimeout(timeout).build();
        Statement first = calls.getFirst().statement();
        Meter meter = Meters.current();
        observed(
                first,
                () -> guarded(first, timeout, () -> {
                    try (Session session = driver.session(writing)) {
                        session.executeWriteWithoutResult(
                                transaction -> {
                                    for (Call call : calls) {
                                        meter.neo4jQuery();
                                        transaction
                                                .run(call.statement().text(), call.parameters())
                                                .consume();
                                    }
                                },
                                limit);
                        return true;
                    }
                }));
    }

    /** A statement with its parameters. */
    public record Call(Statement statement, Map<String, Object> parameters) {}

    private List<Record> once(Statement statement, Map<String, Object> parameters) {
        try (Session session = driver.session(reading)) {
            return session.run(statement.text(), parameters, limits).list();
        }
    }

    private <T> T observed(Statement statement, Supplier<T> work) {
        return Observation.createNotStarted("mutuals.neo4j.statement", observations)
                .contextualName("neo4j " + statement.name())
                .lowCardinalityKeyValue("statement", statement.name())
                .observe(work);
    }

    private <T> T guarded(Statement statement, Duration timeout, Callable<T> work) {
        try {
            return breaker.executeSupplier(() -> within(timeout.plus(properties.acquisitionTimeout()), work));
        } catch (CallNotPermittedException resting) {
            throw unavailable(resting);
        } catch (NoAnswer | Neo4jException failed) {
            if (isOutage(failed)) {
                log.warn("The statement {} had no answer: {}", statement.name(), failed.getMessage());
                throw unavailable(failed);
            }
            throw new IllegalStateException("The statement " + statement.name() + " failed", failed);
        }
    }

    /** The database ends its statements itself; this is for when nothing is heard of it any more, for which the driver would wait. */
    private <T> T within(Duration patience, Callable<T> work) {
        Future<T> answer = threads.submit(work);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silence) {
            answer.cancel(true);
            throw new NoAnswer(patience, silence);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Whether it is the database's state, rather than the statement, that failed. */
    static boolean isOutage(@Nullable Throwable thrown) {
        return switch (thrown) {
            case AuthenticationException wrongPassword -> true;
            case ClientException client -> isTimeout(client);
            case Neo4jException lost -> true;
            case NoAnswer silent -> true;
            case null, default -> false;
        };
    }

    /** What has no code was not said by the database: the driver had no connection to it in time. */
    private static boolean isTimeout(Neo4jException thrown) {
        return !thrown.code().startsWith("Neo.")
                || thrown.code().startsWith("Neo.ClientError.Transaction.TransactionTimedOut");
    }

    private static RequestException unavailable(Throwable cause) {
        return new RequestException(
                ErrorCode.UNAVAILABLE, "The service is short of breath; please try again in a few seconds.", cause);
    }

    /** Nothing was heard of the database in time. */
    private static final class NoAnswer extends RuntimeException {
        NoAnswer(Duration patience, Throwable cause) {
            super("Neo4j did not answer within " + patience, cause);
        }
    }
}
