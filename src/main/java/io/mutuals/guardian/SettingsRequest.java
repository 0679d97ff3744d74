package io.mutuals.guardian;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Times;
import io.mutuals.user.SettingChoices;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * Settings that a ward asked their guardians to permit. A ward has at most one request; a later one replaces it.
 *
 * @param settings what was asked for
 * @param decidedAt the time of the decision; null if there is none yet
 */
record SettingsRequest(
        long number,
        SettingChoices settings,
        Instant requestedAt,
        State state,
        @Nullable Instant decidedAt) {

    static final IdType ID = new IdType("srq");

    /** Returns a Cypher map of the request {@code variable}, to be read by {@link #from}. */
    static String projection(String variable) {
        return "%1$s {.id, .requestedAt, .state, .decidedAt, settings: %2$s}"
                .formatted(variable, SettingChoices.projection(variable));
    }

    static SettingsRequest from(Value map) {
        return new SettingsRequest(
                map.get("id").asLong(),
                SettingChoices.from(map.get("settings")),
                Times.instant(map.get("requestedAt")),
                State.valueOf(map.get("state").asString()),
                Times.instantOrNull(map.get("decidedAt")));
    }

    /** Returns the opaque id. */
    public String id() {
        return ID.encode(number);
    }

    /** What a guardian decided. Stored by name. */
    enum State {
        PENDING,
        APPROVED,
        DECLINED;

        /** Returns the state after a decision. */
        static State decided(boolean approve) {
            return approve ? APPROVED : DECLINED;
        }
    }
}
