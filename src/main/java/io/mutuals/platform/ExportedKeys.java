package io.mutuals.platform;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.OwnData;
import java.util.List;
import org.springframework.stereotype.Component;

/** Exports the keys by which the platform names a user. */
@Component
class ExportedKeys implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(OwnData.object("platform", Cypher.of("""
                RETURN {keys: COLLECT { MATCH (known:PlatformKey)-[:NAMES]->(viewer) RETURN known.key }} AS item
                """)));
    }
}
