package io.mutuals.neo4j;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Runs statements on Neo4j.
 *
 * <p>Every statement has the parameter {@code $now}, the instant in UTC at which it was sent. A read is one round trip,
 * is retried once if the connection was lost, and sees everything that this replica has committed. Thread-safe; blocks
 * the calling (virtual) thread.
 */
@Component
public class Graph {

    private static final Logger log = LoggerFactory.getLogger(Graph.class);

    /**
     * Neo4j looks for transactions whose time is up every two seconds unless told otherwise. One that waits for a lock
     * is ended then, which says nothing about the health of the database, so its end is awaited.
     */
    private static final Duration TERMINATION_DELAY = Duration.ofSeconds(2);

    private final Driver driver;
    private final CircuitBreaker breaker;
    private final ObservationRegistry observations;
    private final SessionConfig reading;
    private final SessionConfig leading;
    private final TransactionConfig limits;
    private final GraphProperties properties;
    private final InstantSource clock;
    private final ObjectProvider<CommittedRuns> committedRuns;
    private final TimeLimit waiting = new TimeLimit();

    Graph(
            Driver driver,
            CircuitBreaker neo4jBreaker,
            ObservationRegistry observations,
            GraphProperties properties,
            InstantSource clock,
            ObjectProvider<CommittedRuns> committedRuns) {
        this.driver = driver;
        this.breaker = neo4jBreaker;
        this.observations = observations;
        this.properties = properties;
        this.clock = clock;
        this.committedRuns = committedRuns;
        this.reading = session(driver, AccessMode.READ);
        this.leading = session(driver, AccessMode.WRITE);
        this.limits = TransactionConfig.builder()
                .withTimeout(properties.statementTimeout())
                .build();
    }

    private static SessionConfig session(Driver driver, AccessMode mode) {
        return SessionConfig.builder()
                .withDefaultAccessMode(mode)
                .withBookmarkManager(driver.executableQueryBookmarkManager())
                .withFetchSize(-1)
                .build();
    }

    /**
     * Runs a read statement, and returns all rows.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if Neo4j cannot be reached or does not answer in time
     */
    public List<Record> read(Statement statement, Map<String, Object> parameters) {
        return read(statement, parameters, reading);
    }

    /**
     * Runs a read statement on the leader of a cluster, which shows what any replica has committed. Reads that follow
     * it see at least the same. Otherwise like {@link #read}.
     */
    public List<Record> readFromLeader(Statement statement, Map<String, Object> parameters) {
        return read(statement, parameters, leading);
    }

    private List<Record> read(Statement statement, Map<String, Object> parameters, SessionConfig config) {
        Meters.current().neo4jQuery();
        return observed(
                statement.name(),
                () -> guarded(statement.name(), properties.statementTimeout(), () -> {
                    try {
                        return once(statement, parameters, config);
                    } catch (Neo4jException lost) {
                        if (lost instanceof RetryableException
                                && !Thread.currentThread().isInterrupted()) {
                            return once(statement, parameters, config);
                        }
                        throw lost;
                    }
                }));
    }

    /**
     * Runs a read statement for many keys at once, which it unwinds from {@code $keys}.
     *
     * @param statement returns at most one row for each key, with {@code key.index} in the column {@code index}
     * @param row returns the parameters of a key
     * @param shared the parameters that all keys share
     * @param value reads the value of a key from its row
     * @return the values by key; keys without a row are absent
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if Neo4j cannot be reached or does not answer in time
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
     * Like {@link #readByKey(Statement, Collection, Function, Map, BiFunction)}, with a value for each key without a
     * row.
     *
     * @param otherwise returns the value of a key without a row
     */
    public <K, V> Map<K, V> readByKey(
            Statement statement,
            Collection<K> keys,
            Function<K, Map<String, ? extends @Nullable Object>> row,
            Map<String, Object> shared,
            BiFunction<K, Record, V> value,
            Function<K, V> otherwise) {
        Map<K, V> answers = readByKey(statement, keys, row, shared, value);
        keys.forEach(key -> answers.computeIfAbsent(key, otherwise));
        return answers;
    }

    /**
     * Runs a read statement whose rows need not fit into memory. Refused unless the circuit breaker is closed: a
     * half-open breaker permits few statements, and one that runs for minutes would block all others until its outcome
     * is known.
     *
     * @param timeout the time limit of the whole read, instead of that of a statement
     * @param each receives every row on arrival
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if Neo4j cannot be reached or does not answer in time
     */
    public void stream(Statement statement, Map<String, Object> parameters, Duration timeout, Consumer<Record> each) {
        if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            throw unavailable(new IllegalStateException("The circuit breaker of Neo4j is not closed"));
        }
        Meters.current().neo4jQuery();
        SessionConfig streaming = SessionConfig.builder()
                .withDefaultAccessMode(AccessMode.READ)
                .withBookmarkManager(driver.executableQueryBookmarkManager())
                .build();
        guarded(statement.name(), timeout, () -> {
            try (Session session = driver.session(streaming)) {
                TransactionConfig limit =
                        TransactionConfig.builder().withTimeout(timeout).build();
                session.run(statement.text(), timed(parameters), limit).forEachRemaining(each);
                return true;
            }
        });
    }

    /**
     * Runs write statements in one transaction.
     *
     * @param timeout the time limit of the transaction
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if Neo4j cannot be reached or does not answer in time
     */
    public void write(List<Call> calls, Duration timeout) {
        write(calls.getFirst().statement().name(), timeout, transaction -> {
            calls.forEach(call -> transaction.run(call.statement(), call.parameters()));
            return true;
        });
    }

    /**
     * Changes the graph in one transaction, within the time limit of a statement.
     *
     * <p>Neo4j guarantees read committed and no more, so a rule about several rows holds only under a lock. Therefore
     * {@code work} first sets {@code locked} on the nodes that the rule is about, smaller id first, then reads, then
     * decides.
     *
     * @param name the name of the change in metrics, traces and logs
     * @param work the change; run again from its beginning if the database asks for it, as after a deadlock. Must
     *     have no other side effects. {@code $run} is the number of the run in its statements
     * @return the result of the run that was committed
     * @throws ConstraintViolation if a unique constraint refuses the change, which is then rolled back
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if Neo4j cannot be reached or does not answer in time
     */
    public <T> T write(String name, Function<Transaction, T> work) {
        return write(name, properties.statementTimeout(), work);
    }

    /**
     * Changes the graph like {@link #write(String, Function)}.
     *
     * @param timeout the time limit of the transaction
     */
    public <T> T write(String name, Duration timeout, Function<Transaction, T> work) {
        TransactionConfig limit =
                TransactionConfig.builder().withTimeout(timeout).build();
        Meter meter = Meters.current();
        Runs<T> runs = new Runs<>(work, this::isCommitted);
        return observed(
                name,
                () -> guarded(name, timeout, () -> {
                    try (Session session = driver.session(leading)) {
                        return session.executeWrite(open -> runs.next(run -> in(open, run, meter)), limit);
                    }
                }));
    }

    /** Returns whether a run was committed; false in a command that has no change log. */
    private boolean isCommitted(long run) {
        CommittedRuns runs = committedRuns.getIfAvailable();
        return runs != null && runs.contains(run);
    }

    private Transaction in(TransactionContext open, long run, Meter meter) {
        return (statement, parameters) -> {
            meter.neo4jQuery();
            Map<String, @Nullable Object> all = new HashMap<>(parameters);
            all.put("run", run);
            return open.run(statement.text(), timed(all)).list();
        };
    }

    /**
     * Runs write statements in one transaction and rolls it back, so that nothing is changed.
     *
     * @param name the name of the rehearsal in metrics, traces and logs
     * @param work the statements to run
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if Neo4j cannot be reached or does not answer in time
     */
    public void rehearse(String name, Consumer<Transaction> work) {
        try {
            write(name, transaction -> {
                work.accept(transaction);
                throw new RolledBack();
            });
        } catch (RolledBack expected) {
            log.debug("Rehearsed {}", name, expected);
        }
    }

    /** Thrown to end a transaction without a commit. */
    private static final class RolledBack extends RuntimeException {
        RolledBack() {
            super("Rolled back on purpose");
        }
    }

    /** A statement and its parameters. */
    public record Call(Statement statement, Map<String, Object> parameters) {}

    /** An open write transaction. */
    @FunctionalInterface
    public interface Transaction {

        /** Runs a statement, and returns all rows. */
        List<Record> run(Statement statement, Map<String, ? extends @Nullable Object> parameters);
    }

    /** Thrown if a unique constraint refuses a change. */
    public static final class ConstraintViolation extends RuntimeException {
        ConstraintViolation(Throwable cause) {
            super("A unique constraint refused the change", cause);
        }
    }

    /** Returns the parameters to send, {@code $now} included. */
    Map<String, Object> timed(Map<String, ? extends @Nullable Object> parameters) {
        Map<String, Object> timed = new HashMap<>();
        timed.put("now", clock.instant().truncatedTo(ChronoUnit.MILLIS).atZone(ZoneOffset.UTC));
        timed.putAll(parameters);
        return Statement.parameters(timed);
    }

    private List<Record> once(Statement statement, Map<String, Object> parameters, SessionConfig config) {
        try (Session session = driver.session(config)) {
            return session.run(statement.text(), timed(parameters), limits).list();
        }
    }

    <T> T observed(String name, Supplier<T> work) {
        return Observation.createNotStarted("mutuals.neo4j.statement", observations)
                .contextualName("neo4j " + name)
                .lowCardinalityKeyValue("statement", name)
                .observe(work);
    }

    /**
     * Runs {@code work} under the circuit breaker, within {@code timeout} and the wait for a connection, and translates
     * its failures.
     */
    <T> T guarded(String name, Duration timeout, Callable<T> work) {
        try {
            return breaker.executeSupplier(() ->
                    waiting.within(timeout.plus(properties.acquisitionTimeout()).plus(TERMINATION_DELAY), work));
        } catch (CallNotPermittedException breakerOpen) {
            throw unavailable(breakerOpen);
        } catch (TimeLimit.NoAnswer timedOut) {
            throw unanswered(name, timedOut);
        } catch (Neo4jException failed) {
            throw switch (DatabaseFailure.of(failed)) {
                case OUTAGE, CONTENTION -> unanswered(name, failed);
                case CONSTRAINT -> new ConstraintViolation(failed);
                case DEFECT -> new IllegalStateException("The statement " + name + " failed", failed);
            };
        }
    }

    private static RequestException unanswered(String name, RuntimeException failure) {
        log.warn("Neo4j did not answer the statement {}: {}", name, failure.getMessage());
        return unavailable(failure);
    }

    /**
     * Returns whether a failure is due to the state of the database, rather than to the statement or to concurrent
     * changes of the same rows.
     */
    static boolean isOutage(@Nullable Throwable thrown) {
        return switch (thrown) {
            case Neo4jException failed -> DatabaseFailure.of(failed) == DatabaseFailure.OUTAGE;
            case TimeLimit.NoAnswer silent -> true;
            case null, default -> false;
        };
    }

    private static RequestException unavailable(Throwable cause) {
        return new RequestException(
                ErrorCode.UNAVAILABLE,
                "The service is temporarily unavailable; please try again in a few seconds.",
                cause);
    }
}
