package io.mutuals.report;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stores reports. Call it only in transactions of {@link io.mutuals.neo4j.Aggregates}, which have time limits. */
interface ReportRepository extends Repository<Report, Long> {

    Report save(Report report);

    Optional<Report> findById(Long number);

    /** Returns the reports that exist, in no order. */
    List<Report> findAllById(Iterable<Long> numbers);

    /** Returns the latest report of a subject by one reporter. */
    Optional<Report> findFirstByReporterNumberAndKindAndSubjectOrderByCreatedAtDesc(
            long reporter, SubjectKind kind, long subject);
}
