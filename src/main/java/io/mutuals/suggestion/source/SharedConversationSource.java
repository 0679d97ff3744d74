package io.mutuals.suggestion.source;

import io.mutuals.conversation.SharedGroups;
import io.mutuals.neo4j.Cypher;
import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.friendgraph.AdamicAdar;
import org.springframework.stereotype.Component;

/**
 * Finds participants of the viewer's latest groups, by the sum over common groups of 1 / ln(participants).
 *
 * <p>Both must be active participants: a message request that is pending or was declined is no evidence, and neither is
 * a direct conversation. Nor is a group of more than {@link SourceProperties#largestGroup} participants: sharing it
 * says little, and a user who gathers strangers in one, such as all customers of a shop, connects no one.
 */
@Component
class SharedConversationSource implements CandidateSource {

    private static final String CLAUSES = Cypher.of("""
            MATCH (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation {kind: 'GROUP'})
            WHERE {isActivePart}
            WITH viewer, hidden, excluded, conversation
            ORDER BY coalesce(conversation.lastMessageAt, conversation.createdAt) DESC, conversation.id DESC
            LIMIT $latestGroups
            WITH viewer, hidden, excluded, conversation, COUNT { (conversation)<-[:PARTICIPATES_IN]-() } AS participants
            WHERE participants <= $largestGroup
            WITH viewer, hidden, excluded, conversation, {weight} AS weight
            MATCH (conversation)<-[theirs:PARTICIPATES_IN]-(candidate:User)
            WHERE candidate <> viewer AND {isActiveTheirs}
            WITH viewer, hidden, excluded, candidate, sum(weight) AS evidence
            WHERE NOT candidate IN excluded AND {mayShareGroups}""")
            .with("isActivePart", SharedGroups.isActive("part"))
            .with("weight", AdamicAdar.weight("participants"))
            .with("isActiveTheirs", SharedGroups.isActive("theirs"))
            .with("mayShareGroups", Evidence.MAY_SHARE_GROUPS)
            .text();

    @Override
    public SuggestionSource kind() {
        return SuggestionSource.SHARED_CONVERSATIONS;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Touches every conversation of the viewer once, and at most {@code latestGroups} x {@code largestGroup}
     * participants: 1,500.
     */
    @Override
    public String clauses() {
        return CLAUSES;
    }
}
