package io.mutuals.contact;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.OwnData;
import io.mutuals.user.Visibility;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Exports what is kept of a user's own addresses, which is hashes, and the users who match. Who of the address book is
 * a member without having the user in theirs stays untold, as in the API.
 */
@Component
class ExportedContacts implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(
                OwnData.object("contactSync", Cypher.of("""
                        RETURN {
                          syncedAt: viewer.contactsSyncedAt,
                          hashesOfOwnAddresses: COLLECT {
                            MATCH (viewer)-[:REACHABLE_AT]->(hash:ContactHash)
                            RETURN hash.value
                          }
                        } AS item
                        """)),
                OwnData.list(
                        "contactMatches",
                        Cypher.of("""
                        MATCH (viewer)-[:KNOWS]->(other:User)
                        WHERE other.id > $after AND EXISTS { (other)-[:KNOWS]->(viewer) } AND {maySee}
                        WITH other
                        ORDER BY other.id
                        RETURN other.id AS after, {user: {user}} AS item
                        """)
                                .with("maySee", Visibility.maySee("other"))
                                .with("user", OwnData.user("other"))));
    }
}
