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

/** Reads reports for moderators: a statement selects them, Spring Data maps them. */
@Repository
class ReportQueue {

    /** The prefix of the name of the list in its cursors. */
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

    /** Reads pages of reports, oldest first, without those against the viewer, with two statements for all keys. */
    Map<ReportsKey, Connection<Report, Edge.Plain<Report>>> pages(Set<ReportsKey> keys) {
        Map<ReportsKey, Connection<Long, Edge.Plain<Long>>> numberPages = pages.read(
                PAGE,
                keys,
                key -> Map.of("viewer", key.viewer(), "state", key.state().name()),
                ReportQueue::edge);
        Map<Long, Report> found = reports(numberPages.values().stream()
                .flatMap(page -> page.nodes().stream())
                .collect(Collectors.toSet()));
        Map<ReportsKey, Connection<Report, Edge.Plain<Report>>> answers = new HashMap<>();
        numberPages.forEach((key, page) ->
                answers.put(key, new Connection<>(edges(page.edges(), found), page.pageInfo(), page.totalCount())));
        return answers;
    }

    /** Reads reports by number, without those against the viewer, with one statement for all keys. */
    Map<ReportKey, Report> byNumber(Set<ReportKey> keys) {
        Map<Long, Report> found = reports(keys.stream().map(ReportKey::report).collect(Collectors.toSet()));
        return keys.stream()
                .filter(key -> {
                    Report report = found.get(key.report());
                    return report != null
                            && !report.evidence().isAgainst(key.viewer().value());
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

    private static Edge.Plain<Long> edge(ReportsKey key, Value found) {
        long number = found.get("id").asLong();
        return new Edge.Plain<>(
                new KeysetPosition.InTime(Times.instant(found.get("createdAt")), number).in(list(key.state())), number);
    }

    /** Returns the name of the list of reports in {@code state} in its cursors. */
    static String list(ReportState state) {
        return LIST + state;
    }

    private static List<Edge.Plain<Report>> edges(List<Edge.Plain<Long>> edges, Map<Long, Report> found) {
        return edges.stream()
                .map(edge -> new Edge.Plain<>(edge.cursor(), Objects.requireNonNull(found.get(edge.node()))))
                .toList();
    }
}
