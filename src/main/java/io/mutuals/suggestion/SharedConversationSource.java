package io.mutuals.suggestion;

import io.mutuals.conversation.SharedGroups;
import io.mutuals.graph.Statement;
import io.mutuals.user.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/**
 * People in the viewer's latest groups, by the sum over common groups of 1 / ln(participants).
 *
 * <p>Both take part: a message request that waits, or was declined, is no evidence, and neither is a conversation between two. A group of
 * more than {@link SourceProperties#largestGroup} people is none either: sharing it says little, and whoever gathers strangers in one, such as
 * all customers of a shop, connects nobody.
 */
@Repository
class SharedConversationSource implements CandidateSource {

    private static final Statement FIND = new Statement("suggestions.bySharedConversations", """
            %1$s, %2$s AS friends
            CALL (viewer, hidden, friends) {
              MATCH (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation {kind: 'GROUP'})
              WHERE %3$s
              WITH viewer, hidden, friends, conversation
              ORDER BY coalesce(conversation.lastMessageAt, conversation.createdAt) DESC, conversation.id DESC
              LIMIT $latestGroups
              WITH viewer, hidden, friends, conversation, COUNT { (conversation)<-[:PARTICIPATES_IN]-() } AS participants
              WHERE participants <= $largestGroup
              WITH viewer, hidden, friends, conversation, %4$s AS weight
              MATCH (conversation)<-[theirs:PARTICIPATES_IN]-(candidate:User)
              WHERE candidate <> viewer AND %5$s
              WITH viewer, hidden, friends, candidate, sum(weight) AS evidence
              WHERE NOT candidate IN friends AND %6$s
              %7$s
            }
            RETURN key.index AS index, found
            """.formatted(
                    Visibility.FOR_EACH_KEY,
                    Visibility.FRIENDS_OF_VIEWER,
                    SharedGroups.isActive("part"),
                    Candidate.weight("participants"),
                    SharedGroups.isActive("theirs"),
                    Evidence.MAY_SHARE_GROUPS,
                    CandidateSearch.STRONGEST));

    private final CandidateSearch search;

    SharedConversationSource(CandidateSearch search) {
        this.search = search;
    }

    @Override
    public SuggestionSource kind() {
        return SuggestionSource.SHARED_CONVERSATIONS;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Touches every conversation and every friendship of the viewer once, and at most {@code latestGroups} x {@code largestGroup}
     * participants: 1,500.
     */
    @Override
    public Map<Long, List<Candidate>> find(Set<Long> viewers, int limit) {
        return search.find(FIND, viewers, limit);
    }
}
