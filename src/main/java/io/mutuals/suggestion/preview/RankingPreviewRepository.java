package io.mutuals.suggestion.preview;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads for whom a ranking may be previewed. */
@Repository
class RankingPreviewRepository {

    private static final Statement VISIBLE = new Statement(
            "rankingPreview.visible",
            Cypher.of("""
            {forEachKey}
            MATCH (person:User {id: key.person})
            WHERE {maySee}
            RETURN key.index AS index
            """).with("forEachKey", Visibility.FOR_EACH_KEY).with("maySee", Visibility.maySee("person")));

    private final Graph graph;

    RankingPreviewRepository(Graph graph) {
        this.graph = graph;
    }

    /** The keys whose person is there and visible to whoever asks; three rows touched for each key. */
    Set<RankingPreviewKey> visible(Set<RankingPreviewKey> keys) {
        return graph.readByKey(
                        VISIBLE,
                        keys,
                        key -> Map.of("viewer", key.viewer(), "person", key.person()),
                        Map.of(),
                        (key, row) -> true)
                .keySet();
    }
}
