package io.mutuals.report;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Aggregates;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads reports for moderators: which ones by a statement, what they are by Spring Data. */
@Repository
class ReportQueue {

    /** How the list is called in its cursors. */
    private static final String LIST = "reports";

    private static final Statement PAGE = new Statement("reports.page", """
            UNWIND $keys AS key
            CALL (key) {
              MATCH (report:Report {state: key.state})
              WHERE (key.number IS NULL OR report.createdAt > key.at
                  OR (report.createdAt = key.at AND report.id > key.number))
                AND (report.reportedNumber IS NULL OR report.reportedNumber <> key.viewer)
              WITH report
              ORDER BY report.createdAt, report.id
              LIMIT $limit
              RETURN collect(report {.id, .createdAt}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT {
                MATCH (report:Report {state: key.state})
                WHERE report.reportedNumber IS NULL OR report.reportedNumber <> key.viewer
              } END AS total
            """);

    private final Pages pages;
    private final Aggregates aggregates;
    private final ReportRepository reports;

    ReportQueue(Pages pages, Aggregates aggregates, ReportRepository reports) {
        this.pages = pages;
        this.aggregates = aggregates;
        this.reports = reports;
    }

    /** The reports in one state, oldest first, without those against the viewer; two statements, whatever the number of keys. */
    Map<ReportsKey, Connection<Report, Edge.Plain<Report>>> pages(Set<ReportsKey> keys) {
        Map<ReportsKey, Connection<Long, Edge.Plain<Long>>> places = pages.read(
                PAGE,
                keys,
                key -> Map.of("viewer", key.viewer(), "state", key.state().name()),
                ReportQueue::place);
        Map<Long, Report> found = reports(
                places.values().stream().flatMap(page -> page.nodes().stream()).collect(Collectors.toSet()));
        Map<ReportsKey, Connection<Report, Edge.Plain<Report>>> answers = new HashMap<>();
        places.forEach((key, page) ->
                answers.put(key, new Connection<>(edges(page.edges(), found), page.pageInfo(), page.totalCount())));
        return answers;
    }

    /** The reports with these numbers, without those against the viewer, in one statement. */
    Map<ReportKey, Report> byNumber(Set<ReportKey> keys) {
        Map<Long, Report> found = reports(keys.stream().map(ReportKey::report).collect(Collectors.toSet()));
        return keys.stream()
                .filter(key -> {
                    Report report = found.get(key.report());
                    return report != null && !report.evidence().isAgainst(key.viewer());
                })
                .collect(Collectors.toMap(Function.identity(), key -> Objects.requireNonNull(found.get(key.report()))));
    }

    private Map<Long, Report> reports(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return aggregates.read("reports.byNumber", () -> reports.findAllById(numbers)).stream()
                .collect(Collectors.toMap(Report::number, Function.identity()));
    }

    private static Edge.Plain<Long> place(ReportsKey key, Value found) {
        long number = found.get("id").asLong();
        return new Edge.Plain<>(
                new KeysetPosition.InTime(Times.instant(found.get("createdAt")), number).in(list(key.state())), number);
    }

    /** How the list of the reports in {@code state} is called in its cursors. */
    static String list(ReportState state) {
        return LIST + state;
    }

    private static List<Edge.Plain<Report>> edges(List<Edge.Plain<Long>> places, Map<Long, Report> found) {
        return places.stream()
                .map(place -> new Edge.Plain<>(place.cursor(), Objects.requireNonNull(found.get(place.node()))))
                .toList();
    }
}
