package io.mutuals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.CommandTest;
import io.mutuals.TestServices;
import io.mutuals.World;
import io.mutuals.suggestion.evaluation.Progress;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CommandTest
class FriendshipStreamTest {

    private final FriendshipStream friendships;
    private final World world;
    private final CommandRun run = new CommandRun();

    FriendshipStreamTest(FriendshipStream friendships, World world) {
        this.friendships = friendships;
        this.world = world;
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
    }

    @Test
    void everyFriendshipIsReadWithTheTimeAtWhichItBegan() {
        world.friends("ada", "ben", "cleo").friends("ben", "cleo").people("dora");
        world.run("MATCH (:User {handle: 'ben'})-[f:FRIENDS_WITH]-(:User {handle: 'cleo'}) REMOVE f.since", Map.of());

        FriendGraph graph = friendships.graph(Progress.NONE);

        assertThat(graph.people()).isEqualTo(3);
        assertThat(graph.friendships()).isEqualTo(3);
        int ada = graph.person(world.number("ada"));
        int cleo = graph.person(world.number("cleo"));
        assertThat(graph.areFriends(ada, cleo)).isTrue();
        assertThat(graph.since()[graph.first(ada)])
                .isBetween((int) World.NOON.getEpochSecond(), (int) World.NOON.getEpochSecond() + 60);
        assertThat(graph.since()[graph.first(cleo) + 1]).as("not known").isZero();
    }

    @Test
    void whatIsInNeo4jIsEvaluatedFromTheCommandLine() {
        world.run("""
                UNWIND range(0, 199) AS id
                CREATE (:User {id: id, handle: 'u' + id, displayName: 'U', createdAt: datetime()})
                """, Map.of());
        world.run("""
                UNWIND range(0, 199) AS id
                UNWIND [1, 2, 3, 5] AS step
                MATCH (one:User {id: id}), (other:User {id: (id + step) % 200})
                CREATE (one)-[:FRIENDS_WITH {since: datetime('2026-01-01T00:00:00Z') + duration({minutes: id * 7 %
                  200})}]->(other)
                """, Map.of());
        List<Object> call =
                new ArrayList<>(List.of("evaluate", "--from-neo4j", "--strategies", "adamic-adar,popularity"));
        TestServices.settings(CommandTest.LANE).forEach((name, value) -> call.add("--" + name + "=" + value));

        run.of(call.toArray());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Neo4j: 200 people", "held out by time", "adamic-adar");
    }

    @Test
    void aNeo4jThatIsNotThereIsToldInASentence() {
        run.of("evaluate", "--from-neo4j", "--spring.neo4j.uri=bolt://localhost:1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("Neo4j").doesNotContain("Exception");
    }
}
