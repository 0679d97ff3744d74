package io.mutuals.suggestion;

import io.mutuals.graph.Statement;
import io.mutuals.user.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/**
 * People who have the viewer in their address book and whom the viewer has in theirs; both take part in the matching of address books, or
 * there would be no {@code KNOWS} between them. Having somebody's number says nothing when they do not have one's own.
 *
 * <p>The evidence is 1 / ln 2 for all: what the two have in common, they have with nobody else.
 */
@Repository
class ContactSource implements CandidateSource {

    private static final Statement FIND = new Statement("suggestions.byContacts", """
            %1$s, %2$s AS friends
            CALL (viewer, hidden, friends) {
              MATCH (viewer)-[:KNOWS]->(candidate:User)
              WHERE NOT candidate IN friends AND %3$s
              WITH candidate, %4$s AS evidence
              %5$s
            }
            RETURN key.index AS index, found
            """.formatted(
                    Visibility.FOR_EACH_KEY,
                    Visibility.FRIENDS_OF_VIEWER,
                    Evidence.contacts(Visibility.maySee("candidate")),
                    Candidate.weight("2"),
                    CandidateSearch.STRONGEST));

    private final CandidateSearch search;

    ContactSource(CandidateSearch search) {
        this.search = search;
    }

    @Override
    public SuggestionSource kind() {
        return SuggestionSource.CONTACTS;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Touches every friendship of the viewer, and everybody in the viewer's address book who was a member, at most
     * {@code mutuals.contact.max-contacts}: 1,000.
     */
    @Override
    public Map<Long, List<Candidate>> find(Set<Long> viewers, int limit) {
        return search.find(FIND, viewers, limit);
    }
}
