package io.mutuals.report;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.neo4j.Aggregates;
import io.mutuals.neo4j.Statement;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lists and resolves reports, for moderators only. A report against a moderator does not exist for that moderator. */
@Service
class Moderation {

    private static final Statement LOCK = new Statement("reports.lock", """
            MATCH (report:Report {id: $report})
            SET report.locked = true
            """);

    private final Loader<ReportsKey, Connection<Report, Edge.Plain<Report>>> pages;
    private final Loader<ReportKey, Report> byNumber;
    private final Aggregates aggregates;
    private final ReportRepository reports;
    private final ReportProperties properties;
    private final InstantSource clock;

    Moderation(
            Loaders loaders,
            ReportQueue queue,
            Aggregates aggregates,
            ReportRepository reports,
            ReportProperties properties,
            InstantSource clock) {
        this.pages = loaders.register("reports", queue::pages);
        this.byNumber = loaders.register("reportsById", queue::byNumber);
        this.aggregates = aggregates;
        this.reports = reports;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Lists the reports in {@code state}, oldest first.
     *
     * @throws io.mutuals.api.RequestException {@link io.mutuals.api.ErrorCode#FORBIDDEN} unless the viewer is a
     *     moderator
     */
    CompletableFuture<Connection<Report, Edge.Plain<Report>>> reports(
            Viewer viewer, ReportState state, int first, @Nullable String after, DataFetchingEnvironment environment) {
        viewer.mustBe(Role.MODERATOR);
        Slice slice = Slice.inTime(ReportQueue.list(state), first, after, environment);
        return pages.load(new ReportsKey(viewer.id(), state, slice), environment);
    }

    /** Finds a report; null for viewers who are not moderators, and for the moderator whom it is against. */
    CompletableFuture<@Nullable Report> find(Viewer viewer, long report, DataFetchingEnvironment environment) {
        return viewer.is(Role.MODERATOR)
                ? byNumber.find(new ReportKey(viewer.userId(), report), environment)
                : CompletableFuture.completedFuture(null);
    }

    /**
     * Resolves a report. Of concurrent decisions the first one stands, and the others are refused with it.
     *
     * @throws io.mutuals.api.RequestException {@link io.mutuals.api.ErrorCode#FORBIDDEN} unless the viewer is a
     *     moderator
     */
    Resolved resolve(Viewer viewer, long report, ReportResolution resolution, @Nullable String note) {
        viewer.mustBe(Role.MODERATOR);
        String stored = ReportText.of(note);
        if (ReportText.isLongerThan(properties.maxText(), stored)) {
            return Resolved.refused(
                    null,
                    UserError.of(
                            ReportErrorCode.NOTE_TOO_LONG,
                            "A note has at most " + properties.maxText() + " characters.",
                            "input",
                            "note"));
        }
        return aggregates.write("reports.resolve", transaction -> {
            transaction.run(LOCK, Map.of("report", report));
            Report found = reports.findById(report).orElse(null);
            if (found == null || found.evidence().isAgainst(viewer.id())) {
                return Resolved.refused(
                        null, UserError.of(ReportErrorCode.NOT_FOUND, "There is no such report.", "input", "reportId"));
            }
            if (!found.isOpen()) {
                return Resolved.refused(
                        found,
                        UserError.of(
                                ReportErrorCode.ALREADY_RESOLVED,
                                "This report is already resolved.",
                                "input",
                                "reportId"));
            }
            Report resolved = found.resolved(
                    resolution, stored, viewer.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return new Resolved(reports.save(resolved), List.of());
        });
    }

    /**
     * The outcome of resolving a report.
     *
     * @param report the report as it is now; null when there is none for the viewer, or the note is too long
     * @param errors the reasons for refusing; empty when the report was resolved now
     */
    record Resolved(@Nullable Report report, List<UserError> errors) {
        static Resolved refused(@Nullable Report report, UserError error) {
            return new Resolved(report, List.of(error));
        }
    }
}
