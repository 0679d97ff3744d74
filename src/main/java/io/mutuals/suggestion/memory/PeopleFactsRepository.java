package io.mutuals.suggestion.memory;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Repository;

/** Reads facts about users from Neo4j. */
@Repository
class PeopleFactsRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** Looks up each user. */
    private static final Statement SOME =
            new Statement("suggestions.facts", Cypher.of("""
            UNWIND $people AS id
            MATCH (person:User {id: id})
            RETURN id, {person} AS facts
            """).with("person", PersonFacts.projection("person")));

    /** Touches every user. */
    private static final Statement ALL =
            new Statement("suggestions.allFacts", Cypher.of("""
            MATCH (person:User)
            RETURN person.id AS id, {person} AS facts
            """).with("person", PersonFacts.projection("person")));

    private final Graph graph;

    PeopleFactsRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * Returns the facts about these users, by id; users who do not exist are absent. One statement, or none if {@code
     * people} is empty.
     */
    Map<Long, PersonFacts> of(Collection<Long> people) {
        Map<Long, PersonFacts> facts = HashMap.newHashMap(people.size());
        if (!people.isEmpty()) {
            graph.read(SOME, Map.of("people", people))
                    .forEach(row -> facts.put(row.get("id").asLong(), PersonFacts.from(row.get("facts"))));
        }
        return facts;
    }

    /** Reads the facts about all users, in no particular order. */
    void ofAll(BiConsumer<Long, PersonFacts> each) {
        graph.stream(
                ALL, Map.of(), TIMEOUT, row -> each.accept(row.get("id").asLong(), PersonFacts.from(row.get("facts"))));
    }
}
