package io.mutuals.bench;

import io.mutuals.LocalTokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.neo4j.driver.GraphDatabase;

/** A hundred users, each in nine groups of ten. */
record LoadGroups(List<Group> all, List<String> tokens) {

    static final int PEOPLE = 100;
    static final int GROUPS_OF_EACH = 9;

    private static final int GROUP = 10;
    private static final long FIRST = 9_000_000_000_000L;

    /**
     * A group.
     *
     * @param people the indexes of its members in {@link #tokens()}
     */
    record Group(String id, List<Integer> people) {}

    /** Creates the users and their empty groups, and deletes the messages of earlier runs. */
    static LoadGroups in(String neo4j) {
        Map<Long, List<Integer>> members = new TreeMap<>();
        for (int round = 0; round < GROUPS_OF_EACH; round++) {
            for (int person = 0; person < PEOPLE; person++) {
                int group = (person / GROUP + round * (person % GROUP)) % GROUP;
                members.computeIfAbsent(FIRST + (long) round * GROUP + group, first -> new ArrayList<>())
                        .add(person);
            }
        }
        List<Map<String, Object>> conversations = new ArrayList<>();
        members.forEach((number, people) -> conversations.add(Map.of(
                "id",
                number,
                "people",
                people.stream().map(person -> FIRST + person).toList())));
        try (var driver = GraphDatabase.driver(neo4j);
                var session = driver.session()) {
            session.run("""
                            MATCH (said:Event)
                            WHERE said.conversationId >= $first
                            CALL (said) { DETACH DELETE said } IN TRANSACTIONS OF 10000 ROWS
                            """, Map.of("first", FIRST)).consume();
            session.run("MATCH (c:Conversation) WHERE c.id >= $first DETACH DELETE c", Map.of("first", FIRST))
                    .consume();
            session.run("""
                            UNWIND range($first, $last) AS id
                            MERGE (user:User {id: id})
                            SET user.handle = 'talker' + (id - $first), user.displayName = user.handle,
                              user.createdAt = datetime()
                            """, Map.of("first", FIRST, "last", FIRST + PEOPLE - 1)).consume();
            session.run("""
                            UNWIND $conversations AS made
                            CREATE (conversation:Conversation {
                              id: made.id, kind: 'GROUP', title: 'Group', createdAt: datetime(), lastSeq: 0,
                                lastEvent: 0})
                            WITH conversation, made
                            UNWIND made.people AS id
                            MATCH (user:User {id: id})
                            CREATE (user)-[:PARTICIPATES_IN {
                              role: 'MEMBER', state: 'ACTIVE', joinedAt: datetime(), lastReadSeq: 0}]->(conversation)
                            """, Map.of("conversations", conversations)).consume();
        }
        List<Group> all = new ArrayList<>();
        members.forEach(
                (number, people) -> all.add(new Group(Workload.CONVERSATION.encode(number), List.copyOf(people))));
        return new LoadGroups(
                List.copyOf(all),
                IntStream.range(0, PEOPLE)
                        .mapToObj(person -> LocalTokens.mint(FIRST + person))
                        .toList());
    }

    /** Returns the conversation ids of a user. */
    Collection<String> of(int person) {
        return all.stream()
                .filter(group -> group.people().contains(person))
                .map(Group::id)
                .toList();
    }
}
