package io.mutuals.guardian;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.Guardianship;
import io.mutuals.user.OwnData;
import io.mutuals.user.SettingChoices;
import io.mutuals.user.Visibility;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Exports the guardian links of a user, and what they have asked guardians for, or are asked for as a guardian. The
 * friends, blocks and settings of a ward, and the year of birth of an applicant, belong to these.
 */
@Component
class ExportedGuardianships implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(
                links("guardians", "(other:User)-[tie:GUARDS]->(viewer)", Guardianship.holds("other", "viewer")),
                links("wards", "(viewer)-[tie:GUARDS]->(other:User)", Guardianship.holds("viewer", "other")),
                limits(),
                request(),
                invitations(),
                applications());
    }

    private static ExportSection links(String name, String pattern, String holds) {
        return OwnData.list(
                name,
                Cypher.of("""
                MATCH {pattern}
                WHERE other.id > $after AND {holds} AND {isPresent}
                WITH tie, other
                ORDER BY other.id
                RETURN other.id AS after, {user: {user}, since: tie.since, madeBy: tie.madeBy} AS item
                """)
                        .with("pattern", pattern)
                        .with("holds", holds)
                        .with("isPresent", Visibility.isPresent("other"))
                        .with("user", OwnData.user("other")));
    }

    private static ExportSection limits() {
        return OwnData.object(
                "settingLimits",
                Cypher.of("""
                RETURN CASE WHEN {guardians} > 0 THEN {limits} ELSE {} END AS item
                """)
                        .with("guardians", Guardianship.guardiansOf("viewer"))
                        .with("limits", SettingChoices.limitsOf("viewer")));
    }

    private static ExportSection request() {
        return OwnData.list("settingsRequests", Cypher.of("""
                MATCH (viewer)-[:ASKS_FOR]->(asked:SettingsRequest)
                WHERE asked.id > $after
                WITH asked
                ORDER BY asked.id
                RETURN asked.id AS after, {
                  id: {srq: asked.id}, requestedAt: asked.requestedAt, state: asked.state,
                  decidedAt: asked.decidedAt, settings: {settings}
                } AS item
                """).with("settings", SettingChoices.projection("asked")));
    }

    private static ExportSection invitations() {
        return OwnData.list("guardianInvitations", Cypher.of("""
                MATCH (viewer)-[:INVITES_WARD]->(invitation:GuardianInvitation)
                WHERE invitation.expiresAt > $now AND invitation.expiresAt.epochMillis > $after
                WITH invitation
                ORDER BY invitation.expiresAt
                RETURN invitation.expiresAt.epochMillis AS after, {expiresAt: invitation.expiresAt} AS item
                """));
    }

    private static ExportSection applications() {
        return OwnData.list("wardApplications", Cypher.of("""
                MATCH (viewer)<-[:ASKS_CONSENT_OF]-(application:AccountApplication)
                WHERE application.id > $after AND application.state IS NULL
                WITH application
                ORDER BY application.id
                RETURN application.id AS after, {
                  id: {apl: application.id}, handle: application.handle, displayName: application.displayName,
                  appliedAt: application.appliedAt
                } AS item
                """));
    }
}
