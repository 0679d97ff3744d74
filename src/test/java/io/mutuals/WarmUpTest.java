package io.mutuals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.api.StartFailure;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Rehearsal;
import io.mutuals.neo4j.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.graphql.ExecutionGraphQlService;

/** What is rehearsed before the server is ready, and what cannot be. */
@MutualsTest
class WarmUpTest {

    private static final Statement BROKEN = new Statement("test.broken", "MATCH (user:User) RETURN user.id / 0 AS id");

    private final Graph graph;
    private final ExecutionGraphQlService service;
    private final World world;
    private final List<Rehearsal> rehearsals;
    private final AtomicInteger attempts = new AtomicInteger();

    WarmUpTest(Graph graph, ExecutionGraphQlService service, World world, List<Rehearsal> rehearsals) {
        this.graph = graph;
        this.service = service;
        this.world = world;
        this.rehearsals = rehearsals;
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
    void onAnEmptyGraphWritesAreRehearsedAndNothingIsLeft() throws InterruptedException {
        world.clear();
        List<Object> seen = new ArrayList<>();
        List<Rehearsal> all = new ArrayList<>(rehearsals);
        all.add(new Rehearsal() {
            @Override
            public String name() {
                return "test.look";
            }

            @Override
            public void rehearse(Graph.Transaction transaction, Cast cast) {
                Statement users = new Statement("test.users", "MATCH (user:User) RETURN collect(user.id) AS ids");
                seen.addAll(
                        transaction.run(users, Map.of()).getFirst().get("ids").asList());
                assertThat(seen).contains(cast.viewer().value(), cast.other().value());
            }
        });
        new WarmUp(graph, service, all).run(new DefaultApplicationArguments());
        assertThat(seen).hasSize(2);
        assertThat(world.values("MATCH (n:User|Conversation|Message) RETURN n")).isEmpty();
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
