package io.mutuals.conversation;

import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Makes groups. */
@Repository
class GroupRepository {

    /** Its first events are that its people came. */
    private static final Statement CREATE = new Statement("groups.create", """
            CALL () {
              UNWIND $ids AS id
              MATCH (person:User {id: id})
              SET person.lockedAt = $now
              RETURN count(*) AS locked
            }
            WITH locked
            WHERE NOT EXISTS { MATCH (:Conversation {id: $number}) }
            CREATE (conversation:Conversation {
              id: $number, kind: 'GROUP', title: $title, history: $history, createdAt: $now, lastSeq: 0,
              lastEvent: size($people), lastEventAt: $now})
            WITH conversation
            UNWIND $people AS person
            MATCH (user:User {id: person.user})
            CREATE (user)-[:PARTICIPATES_IN {
              role: person.role, state: person.state, joinedAt: $now, lastReadSeq: 0, deliveredSeq: 0, historyFrom: 0}]->(conversation)
            CREATE (:Event {
              conversationId: $number, event: person.event, eventAt: $now, type: 'PARTICIPANT_ADDED', by: $owner,
              user: person.user})
            """);

    /** A group with {@code owner} and the others, who must exist. */
    void create(
            Transaction transaction,
            long number,
            String title,
            HistoryVisibility history,
            long owner,
            Map<Long, ParticipantState> others) {
        List<Map<String, Object>> people = new ArrayList<>();
        people.add(person(1, owner, ParticipantRole.OWNER, ParticipantState.ACTIVE));
        others.forEach((user, state) -> people.add(person(people.size() + 1, user, ParticipantRole.MEMBER, state)));
        transaction.run(
                CREATE,
                Map.of(
                        "number",
                        number,
                        "title",
                        title,
                        "history",
                        history.name(),
                        "owner",
                        owner,
                        "people",
                        people,
                        "ids",
                        people.stream()
                                .map(person -> (Long) person.get("user"))
                                .sorted()
                                .toList()));
    }

    private static Map<String, Object> person(int event, long user, ParticipantRole role, ParticipantState state) {
        return Map.of("event", event, "user", user, "role", role.name(), "state", state.name());
    }
}
