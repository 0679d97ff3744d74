package io.mutuals.suggestion.preview;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads which people the viewer may preview a ranking for. */
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

    /** Returns the keys whose person exists and is visible to the viewer; touches three rows for each key. */
    Set<RankingPreviewKey> visible(Set<RankingPreviewKey> keys) {
        return graph.readByKey(
                        VISIBLE,
                        keys,
                        key -> Map.of(
                                "viewer",
                                key.viewer().value(),
                                "person",
                                key.person().value()),
                        Map.of(),
                        (key, row) -> true)
                .keySet();
    }
}
