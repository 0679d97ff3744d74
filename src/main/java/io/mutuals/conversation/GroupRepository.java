package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Creates groups. */
@Repository
class GroupRepository {

    /** A new group begins with one PARTICIPANT_ADDED event for each participant. */
    private static final Statement CREATE = new Statement("groups.create", """
            CALL () {
              UNWIND $ids AS id
              MATCH (participant:User {id: id})
              SET participant.locked = true
              RETURN count(*) AS locked
            }
            WITH locked
            WHERE NOT EXISTS { MATCH (:Conversation {id: $number}) }
            CREATE (conversation:Conversation {
              id: $number, kind: 'GROUP', title: $title, history: $history, createdAt: $now, lastSeq: 0,
              lastEvent: size($participants), lastEventAt: $now})
            WITH conversation
            UNWIND $participants AS participant
            MATCH (user:User {id: participant.user})
            CREATE (user)-[:PARTICIPATES_IN {
              role: participant.role, state: participant.state, joinedAt: $now, lastReadSeq: 0, deliveredSeq: 0,
                historyFrom: 0}]->(conversation)
            CREATE (:Event {
              conversationId: $number, event: participant.event, eventAt: $now, type: 'PARTICIPANT_ADDED', by: $owner,
              user: participant.user})
            """);

    private final ChangeLog log;

    GroupRepository(ChangeLog log) {
        this.log = log;
    }

    /**
     * Creates a group of users who must exist; does nothing when a group with this number exists, as after a retried
     * commit. Must be the last of a transaction, because it appends to the change log.
     */
    void create(
            Transaction transaction,
            long number,
            String title,
            HistoryVisibility history,
            long owner,
            Map<Long, ParticipantState> others) {
        List<Map<String, Object>> participants = new ArrayList<>();
        participants.add(participant(1, owner, ParticipantRole.OWNER, ParticipantState.ACTIVE));
        others.forEach((user, state) ->
                participants.add(participant(participants.size() + 1, user, ParticipantRole.MEMBER, state)));
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
                        "participants",
                        participants,
                        "ids",
                        participants.stream()
                                .map(participant -> (Long) participant.get("user"))
                                .sorted()
                                .toList()));
        List<Fact> facts = new ArrayList<>();
        facts.add(ConversationsInMemory.conversation(new ConversationId(number)));
        facts.add(ConversationsInMemory.members(new ConversationId(number)));
        facts.add(ConversationsInMemory.participations(new UserId(owner)));
        others.keySet().forEach(user -> facts.add(ConversationsInMemory.participations(new UserId(user))));
        log.append(transaction, facts);
    }

    private static Map<String, Object> participant(int event, long user, ParticipantRole role, ParticipantState state) {
        return Map.of("event", event, "user", user, "role", role.name(), "state", state.name());
    }
}
