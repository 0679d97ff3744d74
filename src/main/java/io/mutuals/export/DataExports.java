package io.mutuals.export;

import io.mutuals.api.Ids;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Requests exports. Thread-safe. */
@Service
class DataExports {

    private static final int SECRET = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataExportRepository repository;
    private final ExportProperties properties;
    private final Graph graph;
    private final Ids ids;
    private final InstantSource clock;

    DataExports(
            DataExportRepository repository, ExportProperties properties, Graph graph, Ids ids, InstantSource clock) {
        this.repository = repository;
        this.properties = properties;
        this.graph = graph;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Requests an export, or returns the one that is still to be written.
     *
     * @throws RequestException if the token has no account
     */
    Outcome request(UserId user) {
        long id = ids.next();
        byte[] secret = new byte[SECRET];
        RANDOM.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return graph.write("exports.request", transaction -> {
            DataExportRepository.Locked locked =
                    repository.lock(transaction, user).orElseThrow(RequestException::accountRequired);
            DataExport latest = locked.latest().orElse(null);
            // The run before this one may have been committed.
            if (latest != null && (latest.isPending() || latest.number() == id)) {
                return new Outcome(latest, List.of());
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            UserError refusal = refusal(locked, latest, now);
            return refusal == null
                    ? new Outcome(repository.create(transaction, user, id, text, now), List.of())
                    : new Outcome(shown(latest, now), List.of(refusal));
        });
    }

    private @Nullable UserError refusal(DataExportRepository.Locked locked, @Nullable DataExport latest, Instant now) {
        if (locked.isErased()) {
            return UserError.of(DataExportErrorCode.DELETED, "This account is being erased already.");
        }
        if (locked.isRemoved()) {
            return UserError.of(DataExportErrorCode.REMOVED, "The platform has removed this account.");
        }
        if (latest == null || latest.state() == DataExportState.FAILED) {
            return null;
        }
        Instant resetAt = latest.requestedAt().plus(properties.pause());
        return now.isBefore(resetAt)
                ? UserError.until(
                        resetAt,
                        DataExportErrorCode.RATE_LIMITED,
                        "You have requested an export a short time ago; see resetAt.")
                : null;
    }

    /** Returns an export as far as its user still sees it. */
    static @Nullable DataExport shown(@Nullable DataExport latest, Instant now) {
        return latest != null && latest.isKept(now) ? latest : null;
    }

    /**
     * The outcome of a request.
     *
     * @param export the export that was requested, or the latest one; null if there is none
     * @param errors the reasons why none was requested
     */
    record Outcome(@Nullable DataExport export, List<UserError> errors) {}
}
