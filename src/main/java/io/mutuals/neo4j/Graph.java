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
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs statements.
 *
 * <p>Every statement has a parameter {@code $now}: the instant, in UTC, at which it was sent. A read is one round trip, is tried a second time when the first attempt was lost on the way, and sees everything that this
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
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("statement-", 0).factory());

    Graph(
            Driver driver,
            CircuitBreaker neo4jBreaker,
            ObservationRegistry observations,
            GraphProperties properties,
            InstantSource clock) {
        this.driver = driver;
        this.breaker = neo4jBreaker;
        this.observations = observations;
        this.properties = properties;
        this.clock = clock;
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
                statement.name(),
                () -> guarded(statement.name(), properties.statementTimeout(), () -> {
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
     * Runs a reading statement whose answer need not fit into memory. It waits for Neo4j to be well: while that is tried out with a few
     * statements, one that may take minutes would keep all others waiting for what comes of it.
     *
     * @param each is given every row as it arrives
     */
    public void stream(Statement statement, Map<String, Object> parameters, Duration timeout, Consumer<Record> each) {
        if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            throw unavailable(new IllegalStateException("Neo4j is not known to be well"));
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
     * Runs writing statements in one transaction.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} when Neo4j cannot be reached, or took longer than it may
     */
    public void write(List<Call> calls, Duration timeout) {
        write(calls.getFirst().statement().name(), timeout, transaction -> {
            calls.forEach(call -> transaction.run(call.statement(), call.parameters()));
            return true;
        });
    }

    /**
     * Changes the graph in one transaction, which ends within the time that a statement has.
     *
     * <p>Neo4j shows committed data to all and promises no more: a rule about several rows holds only under a lock. So {@code work}
     * first writes to the nodes whose rule it is about, smaller id first, then reads what the rule is about, then decides.
     *
     * @param name names the change in metrics, traces and logs
     * @param work is run again from its beginning when the database asks for it, as for a deadlock; it must do nothing else
     * @return what {@code work} returned in the run that was committed
     * @throws ConstraintViolation when the change would break a unique constraint; nothing is changed
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} when Neo4j cannot be reached, or took longer than it may
     */
    public <T> T write(String name, Function<Transaction, T> work) {
        return write(name, properties.statementTimeout(), work);
    }

    private <T> T write(String name, Duration timeout, Function<Transaction, T> work) {
        SessionConfig writing = SessionConfig.builder()
                .withDefaultAccessMode(AccessMode.WRITE)
                .withBookmarkManager(driver.executableQueryBookmarkManager())
                .withFetchSize(-1)
                .build();
        TransactionConfig limit =
                TransactionConfig.builder().withTimeout(timeout).build();
        Meter meter = Meters.current();
        return observed(
                name,
                () -> guarded(name, timeout, () -> {
                    try (Session session = driver.session(writing)) {
                        return session.executeWrite(
                                open -> work.apply((statement, parameters) -> {
                                    meter.neo4jQuery();
                                    return open.run(statement.text(), timed(parameters))
                                            .list();
                                }),
                                limit);
                    }
                }));
    }

    /**
     * Runs writing statements in one transaction and rolls it back, so that nothing of it is left.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} when Neo4j cannot be reached, or took longer than it may
     */
    public void rehearse(String name, Consumer<Transaction> work) {
        try {
            write(name, transaction -> {
                work.accept(transaction);
                throw new RolledBack();
            });
        } catch (RolledBack done) {
            log.debug("Rehearsed {}", name, done);
        }
    }

    /** Ends a transaction without committing it. */
    private static final class RolledBack extends RuntimeException {
        RolledBack() {
            super("Rolled back on purpose");
        }
    }

    /** A statement with its parameters. */
    public record Call(Statement statement, Map<String, Object> parameters) {}

    /** A writing transaction under way. */
    @FunctionalInterface
    public interface Transaction {

        /** Runs a statement and returns all of its rows. */
        List<Record> run(Statement statement, Map<String, ? extends @Nullable Object> parameters);
    }

    /** A change would have made a second thing of what there can be only one. */
    public static final class ConstraintViolation extends RuntimeException {
        ConstraintViolation(Throwable cause) {
            super("A unique constraint refused the change", cause);
        }
    }

    /** The parameters to send, with the instant that every statement knows as {@code $now}. */
    Map<String, Object> timed(Map<String, ? extends @Nullable Object> parameters) {
        Map<String, Object> timed = new HashMap<>();
        timed.put("now", clock.instant().truncatedTo(ChronoUnit.MILLIS).atZone(ZoneOffset.UTC));
        timed.putAll(parameters);
        return Statement.parameters(timed);
    }

    private List<Record> once(Statement statement, Map<String, Object> parameters) {
        try (Session session = driver.session(reading)) {
            return session.run(statement.text(), timed(parameters), limits).list();
        }
    }

    <T> T observed(String name, Supplier<T> work) {
        return Observation.createNotStarted("mutuals.neo4j.statement", observations)
                .contextualName("neo4j " + name)
                .lowCardinalityKeyValue("statement", name)
                .observe(work);
    }

    /** Runs {@code work}, unless Neo4j is resting, in at most {@code timeout} and the wait for a connection; makes its failures typed. */
    <T> T guarded(String name, Duration timeout, Callable<T> work) {
        try {
            return breaker.executeSupplier(() -> within(timeout.plus(properties.acquisitionTimeout()), work));
        } catch (CallNotPermittedException resting) {
            throw unavailable(resting);
        } catch (NoAnswer silence) {
            throw unanswered(name, silence);
        } catch (Neo4jException failed) {
            throw switch (DatabaseFailure.of(failed)) {
                case OUTAGE, CONTENTION -> unanswered(name, failed);
                case CONSTRAINT -> new ConstraintViolation(failed);
                case DEFECT -> new IllegalStateException("The statement " + name + " failed", failed);
            };
        }
    }

    private static RequestException unanswered(String name, RuntimeException failure) {
        log.warn("The statement {} had no answer: {}", name, failure.getMessage());
        return unavailable(failure);
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

    /** Whether it is the database that failed, rather than a statement, or changes that met in the same rows. */
    static boolean isOutage(@Nullable Throwable thrown) {
        return switch (thrown) {
            case Neo4jException failed -> DatabaseFailure.of(failed) == DatabaseFailure.OUTAGE;
            case NoAnswer silent -> true;
            case null, default -> false;
        };
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
