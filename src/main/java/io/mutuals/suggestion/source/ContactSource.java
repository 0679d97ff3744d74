package io.mutuals.suggestion.source;

import io.mutuals.neo4j.Cypher;
import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.friendgraph.AdamicAdar;
import io.mutuals.user.Visibility;
import org.springframework.stereotype.Component;

/**
 * Finds users who are in the viewer's address book and have the viewer in theirs. Both have synced their contacts, or
 * there would be no {@code KNOWS} between them. A one-sided contact is no evidence.
 *
 * <p>The evidence is 1 / ln 2 for all: the two share the thing with no one else.
 */
@Component
class ContactSource implements CandidateSource {

    private static final String CLAUSES = Cypher.of("""
            MATCH (viewer)-[:KNOWS]->(candidate:User)
            WHERE NOT candidate IN excluded AND {contacts}
            WITH candidate, {weight} AS evidence""")
            .with("contacts", Evidence.contacts(Visibility.maySee("candidate")))
            .with("weight", AdamicAdar.weight("2"))
            .text();

    @Override
    public SuggestionSource kind() {
        return SuggestionSource.CONTACTS;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Touches every user in the viewer's address book, at most {@code mutuals.contact.max-contacts}: 1,000.
     */
    @Override
    public String clauses() {
        return CLAUSES;
    }
}
