package io.mutuals.suggestion.source;

import io.mutuals.neo4j.Cypher;
import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.user.Visibility;
import org.springframework.stereotype.Component;

/**
 * People who have the viewer in their address book and whom the viewer has in theirs; both take part in the matching of address books, or
 * there would be no {@code KNOWS} between them. Having somebody's number says nothing when they do not have one's own.
 *
 * <p>The evidence is 1 / ln 2 for all: what the two have in common, they have with nobody else.
 */
@Component
class ContactSource implements CandidateSource {

    private static final String CLAUSES = Cypher.of("""
            MATCH (viewer)-[:KNOWS]->(candidate:User)
            WHERE NOT candidate IN excluded AND {contacts}
            WITH candidate, {weight} AS evidence""")
            .with("contacts", Evidence.contacts(Visibility.maySee("candidate")))
            .with("weight", Candidate.weight("2"))
            .text();

    @Override
    public SuggestionSource kind() {
        return SuggestionSource.CONTACTS;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Touches everybody in the viewer's address book who was a member, at most {@code mutuals.contact.max-contacts}: 1,000.
     */
    @Override
    public String clauses() {
        return CLAUSES;
    }
}
