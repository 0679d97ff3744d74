package io.mutuals.report;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Keeps reports. Call it in the transactions of {@link io.mutuals.neo4j.Aggregates} alone: they have time limits. */
interface ReportRepository extends Repository<Report, Long> {

    Report save(Report report);

    Optional<Report> findById(Long number);

    /** In no order. */
    List<Report> findAllById(Iterable<Long> numbers);

    /** The latest report that somebody made of something. */
    Optional<Report> findFirstByReporterNumberAndKindAndSubjectOrderByCreatedAtDesc(
            long reporter, SubjectKind kind, long subject);
}
