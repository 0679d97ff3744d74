package io.mutuals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.api.StartFailure;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Rehearsal;
import io.mutuals.neo4j.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.graphql.ExecutionGraphQlService;

/** Writes that cannot be rehearsed. */
@MutualsTest
class WarmUpTest {

    private static final Statement BROKEN = new Statement("test.broken", "MATCH (user:User) RETURN user.id / 0 AS id");

    private final Graph graph;
    private final ExecutionGraphQlService service;
    private final World world;
    private final AtomicInteger attempts = new AtomicInteger();

    WarmUpTest(Graph graph, ExecutionGraphQlService service, World world) {
        this.graph = graph;
        this.service = service;
        this.world = world;
    }

    @BeforeEach
    void twoUsersAndTheirConversation() {
        world.clear();
        world.friends("ada", "ben").direct(7001, "ada", "ben");
    }

    @AfterEach
    void empty() {
        world.clear();
    }

    @Test
    void aDefectThatPassesIsRetried() throws InterruptedException {
        warmUp(1).run(new DefaultApplicationArguments());
        assertThat(attempts).hasValue(2);
    }

    @Test
    void theStartIsAbortedAfterFiveDefectsAndSaysWhatToDo() {
        WarmUp warmUp = warmUp(Integer.MAX_VALUE);
        assertThatThrownBy(() -> warmUp.run(new DefaultApplicationArguments()))
                .isInstanceOfSatisfying(StartFailure.class, failure -> {
                    assertThat(failure.problem()).isEqualTo("The warm-up failed: The statement broken failed.");
                    assertThat(failure.remedy())
                            .isEqualTo("Find the incident in the log, fix its cause, and start again.");
                });
        assertThat(attempts).hasValue(5);
    }

    private WarmUp warmUp(int failures) {
        return new WarmUp(graph, service, List.of(new Rehearsal() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void rehearse(Graph.Transaction transaction, Cast cast) {
                if (attempts.incrementAndGet() <= failures) {
                    transaction.run(BROKEN, Map.of());
                }
            }
        }));
    }
}
