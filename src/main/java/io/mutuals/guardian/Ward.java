package io.mutuals.guardian;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Times;
import io.mutuals.security.Viewer;
import io.mutuals.user.Guardianship;
import io.mutuals.user.PrivacySettings;
import io.mutuals.user.SettingChoices;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A ward of the viewer: their name, also if a block hides the user, and what the viewer decides for them.
 *
 * @param number the internal id of the user; clients see {@link #userId()}
 * @param limits the loosest choices that guardians leave to the ward
 * @param pendingRequest what the ward has asked for; null if nothing is to be decided
 * @param guardians the number of guardians of the ward
 */
record Ward(
        long number,
        String handle,
        String displayName,
        Instant since,
        GuardianshipOrigin madeBy,
        PrivacySettings settings,
        SettingChoices limits,
        @Nullable SettingsRequest pendingRequest,
        int guardians) {

    private static final IdType ID = new IdType("wrd");

    /**
     * Returns a Cypher map of a ward, to be read by {@link #from}.
     *
     * @param tie a Cypher variable bound to the link from the guardian
     * @param ward a Cypher variable bound to the user
     */
    static String projection(String tie, String ward) {
        return Cypher.of("""
                {ward} {.id, .handle, .displayName, since: {tie}.since, madeBy: {tie}.madeBy,
                  settings: {settings}, limits: {limits}, guardians: {guardians},
                  request: head(COLLECT {
                    MATCH ({ward})-[:ASKS_FOR]->(asked:SettingsRequest {state: 'PENDING'})
                    RETURN {request}
                  })}""")
                .with("ward", ward)
                .with("tie", tie)
                .with("settings", PrivacySettings.projection(ward))
                .with("limits", SettingChoices.limitsOf(ward))
                .with("guardians", Guardianship.guardiansOf(ward))
                .with("request", SettingsRequest.projection("asked"))
                .text();
    }

    /** Reads a {@linkplain #projection projection}, with the age at {@code now}. */
    static Ward from(Value map, Instant now) {
        Value request = map.get("request");
        return new Ward(
                map.get("id").asLong(),
                map.get("handle").asString(),
                map.get("displayName").asString(),
                Times.instant(map.get("since")),
                GuardianshipOrigin.valueOf(map.get("madeBy").asString()),
                PrivacySettings.from(map.get("settings"), now),
                SettingChoices.from(map.get("limits")),
                request.isNull() ? null : SettingsRequest.from(request),
                map.get("guardians").asInt());
    }

    /** Returns a key for caches of clients. */
    public String id() {
        return ID.encode(number);
    }

    /** Returns the opaque id of the user. */
    public String userId() {
        return Viewer.USER_ID.encode(number);
    }

    /** Returns whether the viewer can end the link. */
    public boolean viewerCanEnd() {
        return GuardianRules.againstEndingByGuardian(settings.ageBand(), guardians)
                .isEmpty();
    }
}
