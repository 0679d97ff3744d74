package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.mutuals.Lane;
import io.mutuals.ProxiedTest;
import io.mutuals.World;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.proof.Meters;
import io.mutuals.proof.RequestMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Bookmark;
import org.neo4j.driver.Driver;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mapping.MappingException;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.data.neo4j.core.transaction.Neo4jBookmarkManager;

/** Tests that Spring Data repositories and statements share time limits, transactions, bookmarks and metering. */
@ProxiedTest
class AggregatesTest {

    private static final Statement MAKE = new Statement("things.make", "CREATE (:Thing {at: $now})");
    private static final Statement COUNT = new Statement("things.count", "MATCH (t:Thing) RETURN count(t) AS things");

    private final Aggregates aggregates;
    private final Graph graph;
    private final Neo4jClient client;
    private final Driver driver;
    private final Neo4jBookmarkManager bookmarks;
    private final CircuitBreaker neo4jBreaker;
    private final World world;

    AggregatesTest(
            Aggregates aggregates,
            Graph graph,
            Neo4jClient client,
            Driver driver,
            Neo4jBookmarkManager bookmarks,
            CircuitBreaker neo4jBreaker,
            World world) {
        this.aggregates = aggregates;
        this.graph = graph;
        this.client = client;
        this.driver = driver;
        this.bookmarks = bookmarks;
        this.neo4jBreaker = neo4jBreaker;
        this.world = world;
    }

    @BeforeEach
    void given() {
        flowAgain();
        world.clear();
    }

    @AfterEach
    void flowAgain() {
        Lane.SECOND.neo4jProxy().flow();
        // While the breaker is half open, an attempt may be refused because the server itself uses up the
        // permitted ones.
        await().ignoreExceptions().until(() -> things() >= 0 && neo4jBreaker.getState() == CircuitBreaker.State.CLOSED);
    }

    @Test
    void statementsAndSpringDataShareATransactionThatIsAllOrNothing() {
        assertThatThrownBy(() -> aggregates.write("things", transaction -> {
                    transaction.run(MAKE, Map.of());
                    client.query("CREATE (:Thing)").run();
                    throw new UnsupportedOperationException("after both");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(things()).isZero();
        int seen = aggregates.write("things", transaction -> {
            client.query("CREATE (:Thing)").run();
            transaction.run(MAKE, Map.of());
            return transaction.run(COUNT, Map.of()).getFirst().get("things").asInt();
        });
        assertThat(seen).isEqualTo(2);
        assertThat(things()).isEqualTo(2);
    }

    @Test
    void statementsAndSpringDataSeeEachOthersCommits() {
        aggregates.write("things", transaction -> transaction.run(MAKE, Map.of()));
        Set<Bookmark> ofSpringData = Set.copyOf(bookmarks.getBookmarks());
        assertThat(driver.executableQueryBookmarkManager().getBookmarks())
                .isNotEmpty()
                .containsAll(ofSpringData);
        graph.write("things", transaction -> transaction.run(MAKE, Map.of()));
        Set<Bookmark> ofStatements = driver.executableQueryBookmarkManager().getBookmarks();
        assertThat(ofStatements).doesNotContainAnyElementsOf(ofSpringData);
        assertThat(bookmarks.getBookmarks()).containsAll(ofStatements);
    }

    @Test
    void bookmarksDoNotAccumulate() {
        for (int again = 0; again < 20; again++) {
            aggregates.write("things", transaction -> transaction.run(MAKE, Map.of()));
            graph.write("things", transaction -> transaction.run(MAKE, Map.of()));
            things();
        }
        assertThat(bookmarks.getBookmarks()).hasSizeLessThan(5);
        assertThat(driver.executableQueryBookmarkManager().getBookmarks()).hasSizeLessThan(5);
    }

    @Test
    void aChangeOfAConcurrentlyChangedAggregateIsRetriedABoundedNumberOfTimes() {
        AtomicInteger runs = new AtomicInteger();
        String answer = aggregates.write("things", transaction -> {
            transaction.run(MAKE, Map.of());
            if (runs.incrementAndGet() < 3) {
                throw new OptimisticLockingFailureException("changed in between");
            }
            return "done";
        });
        assertThat(answer).isEqualTo("done");
        assertThat(things()).isEqualTo(1);
        assertThatThrownBy(() -> aggregates.write("things", transaction -> {
                    runs.incrementAndGet();
                    throw new OptimisticLockingFailureException("changed in between");
                }))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(runs).hasValue(6);
    }

    @Test
    void aReadThatCannotBeMappedIsRetriedABoundedNumberOfTimes() {
        AtomicInteger runs = new AtomicInteger();
        String answer = aggregates.read("things", () -> {
            if (runs.incrementAndGet() < 3) {
                throw new MappingException("half of it is not there yet");
            }
            return "whole";
        });
        assertThat(answer).isEqualTo("whole");
        assertThatThrownBy(() -> aggregates.read("things", () -> {
                    runs.incrementAndGet();
                    throw new MappingException("half of it is not there");
                }))
                .isInstanceOf(MappingException.class);
        assertThat(runs).hasValue(6);
    }

    @Test
    void everyQueryIsCountedOnTheMeterOfTheRequest() {
        RequestMeter meter = new RequestMeter();
        Meters.bill(
                meter,
                () -> aggregates.write("things", transaction -> {
                    client.query("CREATE (:Thing)").run();
                    return transaction.run(MAKE, Map.of());
                }));
        assertThat(meter.toExtension()).containsEntry("neo4jQueries", 2);
    }

    @Test
    void withoutNeo4jAFailureIsTypedAndFast() {
        Lane.SECOND.neo4jProxy().cut();
        for (int again = 0; again < 3; again++) {
            long asked = System.nanoTime();
            assertThatExceptionOfType(RequestException.class)
                    .isThrownBy(() -> aggregates.write("things", transaction -> transaction.run(MAKE, Map.of())))
                    .satisfies(failed -> assertThat(failed.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            assertThatExceptionOfType(RequestException.class)
                    .isThrownBy(() -> aggregates.read(
                            "things", () -> client.query("RETURN 1").run()))
                    .satisfies(failed -> assertThat(failed.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private int things() {
        return graph.read(COUNT, Map.of()).getFirst().get("things").asInt();
    }
}
