package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before the server is ready it tries each kind of write, and nothing of that is left. */
@MutualsTest
class RehearsalTest {

    private final Graph graph;
    private final World world;
    private final Api api;
    private final List<Rehearsal> rehearsals;

    RehearsalTest(Graph graph, World world, Api api, List<Rehearsal> rehearsals) {
        this.graph = graph;
        this.world = world;
        this.api = api;
        this.rehearsals = rehearsals;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").people("cleo").direct(7001, "ada", "ben").says(7001, "ben", "hello");
    }

    @Test
    void everyKindOfWriteIsTriedAndNothingIsLeft() {
        String before = everything();
        Set<String> tried = new TreeSet<>();
        var cast = new Rehearsal.Cast(
                new UserId(world.number("ada")), new UserId(world.number("cleo")), new ConversationId(7001));
        for (Rehearsal rehearsal : rehearsals) {
            graph.rehearse(
                    rehearsal.name(),
                    transaction -> rehearsal.rehearse(
                            (statement, parameters) -> {
                                tried.add(statement.name());
                                return transaction.run(statement, parameters);
                            },
                            cast));
        }
        assertThat(tried.size()).as("%s", tried).isGreaterThanOrEqualTo(7);
        assertThat(tried)
                .anyMatch(name -> name.startsWith("friends."))
                .anyMatch(name -> name.startsWith("conversations."));
        assertThat(everything()).isEqualTo(before);
        assertThat(api.as("ada")
                        .data("{ viewer { friends(first: 5) { nodes { handle } } unread { messages } } }")
                        .at("/viewer/friends/nodes/0/handle")
                        .asString())
                .isEqualTo("ben");
    }

    private String everything() {
        return world.values("MATCH (n) RETURN labels(n) + %s AS value ORDER BY elementId(n)".formatted(properties("n")))
                + " "
                + world.values("MATCH ()-[r]->() RETURN [type(r)] + %s AS value ORDER BY elementId(r)"
                        .formatted(properties("r")));
    }

    /** Neo4j returns the keys of an entity in any order. */
    private static String properties(String entity) {
        return "COLLECT { UNWIND keys(%1$s) AS key WITH key ORDER BY key RETURN key + '=' + toStringOrNull(%1$s[key]) }"
                .formatted(entity);
    }
}
