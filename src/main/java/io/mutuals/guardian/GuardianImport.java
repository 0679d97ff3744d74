package io.mutuals.guardian;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.Writing;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.user.Guardianship;
import io.mutuals.user.SettingChoices;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Imports {@code guardians.csv}, the links of which the platform knows, by the rules of {@link ToldGuardianships}: a
 * row that is older than what is stored of its link changes nothing.
 */
@ImportFile
class GuardianImport {

    private static final Cypher WRITE = Cypher.of("""
            UNWIND $rows AS row
            MATCH (guardian:User {id: row.guardian})
            MATCH (ward:User {id: row.ward})
            OPTIONAL MATCH (guardian)-[known:GUARDS|GUARDED]->(ward)
            WITH row, guardian, ward, known, {guardians} = 0 AS isUnguarded
            WHERE known IS NULL OR coalesce(known.toldAt, known.since, known.at) <= row.since
            OPTIONAL MATCH (ward)-[:ASKS_FOR]->(request:SettingsRequest)
            WHERE isUnguarded
            DETACH DELETE request
            WITH DISTINCT row, guardian, ward, known, isUnguarded
            FOREACH (unlocked IN CASE WHEN isUnguarded THEN [ward] ELSE [] END | SET unlocked += {noLimits})
            FOREACH (ended IN CASE type(known) WHEN 'GUARDED' THEN [known] ELSE [] END | DELETE ended)
            MERGE (guardian)-[made:GUARDS]->(ward)
            SET made.since = coalesce(made.since, row.since), made.toldAt = row.since, made.madeBy = '{platform}'
            """)
            .with("guardians", Guardianship.guardiansOf("ward"))
            .with("noLimits", SettingChoices.noLimits())
            .with("platform", GuardianshipOrigin.PLATFORM);

    private final Graph graph;
    private final int maxGuardians;

    GuardianImport(Graph graph, Environment environment) {
        this.graph = graph;
        this.maxGuardians = Binder.get(environment)
                .bindOrCreate("mutuals.guardian", GuardianProperties.class)
                .maxGuardians();
    }

    @Bean
    ImportFormat guardiansFile() {
        return new ImportFormat(
                17,
                "guardians.csv",
                false,
                null,
                List.of(Column.reference("ward", "User"), Column.reference("guardian", "User"), Column.time("since")),
                () -> new GuardianRowRule(graph, maxGuardians),
                Writing.of("import.guardians", WRITE.text()),
                null);
    }
}
