package io.mutuals.user;

import io.mutuals.neo4j.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * The state of an account.
 *
 * @param deactivatedAt since when the user is absent; null if they are not
 * @param deletionDueAt when the account is erased; null if it is not to be
 */
record AccountStatus(
        AccountState state,
        @Nullable Instant deactivatedAt,
        @Nullable Instant deletionDueAt) {

    /** Returns a Cypher map of the user {@code variable}, to be read by {@link #from}. */
    static String projection(String variable) {
        return variable + " {.absentSince, .deletionDueAt, .removedByPlatform, .erasedAs}";
    }

    /** Reads a {@linkplain #projection projection}. */
    static AccountStatus from(Value map) {
        Instant since = Times.instantOrNull(map.get("absentSince"));
        Instant due = Times.instantOrNull(map.get("deletionDueAt"));
        return new AccountStatus(state(map, since, due), since, due);
    }

    private static AccountState state(Value map, @Nullable Instant since, @Nullable Instant due) {
        if (since == null) {
            return AccountState.ACTIVE;
        }
        if (!map.get("erasedAs").isNull()) {
            return AccountState.ERASING;
        }
        if (map.get("removedByPlatform").asBoolean(false)) {
            return AccountState.REMOVED;
        }
        return due == null ? AccountState.DEACTIVATED : AccountState.DELETION_SCHEDULED;
    }

    /** Returns whether the user may return on their own. */
    public boolean canReactivate() {
        return switch (state) {
            case DEACTIVATED, DELETION_SCHEDULED -> true;
            case ACTIVE, REMOVED, ERASING -> false;
        };
    }
}
