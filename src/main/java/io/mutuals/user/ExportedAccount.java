package io.mutuals.user;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.picture.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Exports the profile of a user, how they sign in, and their settings. */
@Component
class ExportedAccount implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(account(), settings());
    }

    private static ExportSection account() {
        return OwnData.object(
                "account",
                Cypher.of("""
            RETURN {
              id: {usr: viewer.id}, handle: viewer.handle, displayName: viewer.displayName, bio: viewer.bio,
              region: viewer.region, avatar: {avatar}, createdAt: viewer.createdAt, birthYear: viewer.birthYear,
              ageBand: {ageBand}, ageAssuredAt: viewer.assuredAgeAt, deactivatedAt: viewer.absentSince,
              deletionDueAt: viewer.deletionDueAt,
              signsInWith: COLLECT {
                MATCH (identity:Identity)-[:SIGNS_IN_AS]->(viewer)
                RETURN {issuer: identity.issuer, subject: identity.subject}
              }
            } AS item
            """)
                        .with("avatar", Picture.mapOf("viewer.avatar"))
                        .with("ageBand", AgeBand.nameOf("viewer")));
    }

    private static ExportSection settings() {
        String effective = Arrays.stream(PrivacySetting.values())
                .map(setting -> setting.property() + ": " + setting.of("viewer"))
                .collect(Collectors.joining(", ", "{", "}"));
        return OwnData.object(
                "settings", Cypher.of("RETURN {effective} AS item\n").with("effective", effective));
    }
}
