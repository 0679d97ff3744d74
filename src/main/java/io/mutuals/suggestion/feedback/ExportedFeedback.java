package io.mutuals.suggestion.feedback;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.OwnData;
import io.mutuals.user.Visibility;
import java.util.List;
import org.springframework.stereotype.Component;

/** Exports whom a user was suggested, and whom they dismissed; never to whom they were suggested. */
@Component
class ExportedFeedback implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(
                tie("dismissedSuggestions", "DISMISSED", "dismissedAt: tie.at, until: tie.until"),
                tie("seenSuggestions", "SAW", "times: tie.times, lastSeenAt: tie.at"));
    }

    private static ExportSection tie(String name, String type, String fields) {
        return OwnData.list(
                name,
                Cypher.of("""
                MATCH (viewer)-[tie:{type}]->(other:User)
                WHERE other.id > $after AND (tie.until IS NULL OR tie.until > $now) AND {maySee}
                WITH tie, other
                ORDER BY other.id
                RETURN other.id AS after, {user: {user}, {fields}} AS item
                """)
                        .with("type", type)
                        .with("maySee", Visibility.maySee("other"))
                        .with("user", OwnData.user("other"))
                        .with("fields", fields));
    }
}
