package io.mutuals.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.experiment.cluster.ClusterMapRepository;
import io.mutuals.experiment.journal.ExportRepository;
import io.mutuals.experiment.journal.JournalRepository;
import io.mutuals.experiment.journal.RepairRepository;
import io.mutuals.experiment.results.LedgerRepository;
import io.mutuals.experiment.results.OffPolicyRepository;
import io.mutuals.neo4j.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.Plan;

/** Checks that the statements of experiments use indexes, however large the journal is. */
@MutualsTest
class StatementPlansTest {

    private final Driver driver;

    StatementPlansTest(Driver driver) {
        this.driver = driver;
    }

    static Stream<Statement> statements() {
        return Stream.of(
                JournalRepository.EXPOSE,
                JournalRepository.DRAW,
                JournalRepository.SEE,
                JournalRepository.ATTRIBUTE,
                JournalRepository.ACCEPT,
                JournalRepository.TALK,
                LedgerRepository.PARTICIPANTS,
                LedgerRepository.OUTCOMES,
                ExportRepository.EXPOSURES,
                ExportRepository.OUTCOMES,
                ExportRepository.EXPLORATIONS,
                OffPolicyRepository.SEEN,
                RepairRepository.TRACES,
                ClusterMapRepository.WRITE_CHUNK,
                ClusterMapRepository.WRITE_HEAD,
                ClusterMapRepository.HEAD,
                ClusterMapRepository.CHUNK,
                ClusterMapRepository.SWEEP);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void statementUsesIndexesOnly(Statement statement) {
        assertThat(operators(plan(statement)))
                .as(statement.name())
                .noneMatch(operator ->
                        operator.matches("(All|Directed|Undirected|NodeByLabel|NodeIndex|.*Union).*Scan.*"));
    }

    @Test
    void repairReadsOnInIndexOrderWithoutSortingTheRest() {
        assertThat(operators(plan(RepairRepository.TRACES)).filter(operator -> operator.startsWith("Top")))
                .isEmpty();
    }

    private Plan plan(Statement statement) {
        try (var session = driver.session()) {
            return session.run("EXPLAIN " + statement.text()).consume().plan();
        }
    }

    private static Stream<String> operators(Plan plan) {
        return Stream.concat(
                Stream.of(plan.operatorType()), plan.children().stream().flatMap(child -> operators((Plan) child)));
    }
}
