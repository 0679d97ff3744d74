package io.mutuals.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.experiment.cluster.ClusterMapRepository;
import io.mutuals.experiment.journal.ExportRepository;
import io.mutuals.experiment.journal.JournalRepository;
import io.mutuals.experiment.journal.RepairRepository;
import io.mutuals.experiment.journal.VideoOutcomeRepository;
import io.mutuals.experiment.results.LedgerRepository;
import io.mutuals.experiment.results.OffPolicyRepository;
import io.mutuals.neo4j.Statement;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.Plan;

/** Checks that the statements of experiments use indexes, however large the journal is. */
@MutualsTest
class StatementPlansTest {

    private static final int PEOPLE = 200;

    private final Driver driver;
    private final World world;

    StatementPlansTest(Driver driver, World world) {
        this.driver = driver;
        this.world = world;
    }

    /** The planner decides by the number of nodes, so these do not depend on the test before. */
    @BeforeEach
    void givenASmallJournal() {
        world.clear();
        world.run("""
                UNWIND range(101, 100 + $people) AS viewer
                CREATE (:User {id: viewer})
                CREATE (:Exposure {key: '1:0:' + viewer + ':2026-03-04', experiment: 1, variant: 0,
                  unit: toString(viewer),
                  viewer: viewer, day: '2026-03-04', at: $at, friends: 3, recent: 0})
                CREATE (:Exploration {key: '1:' + viewer, experiment: 1, variant: 0, viewer: viewer, snapshot: viewer,
                  at: $at})
                FOREACH (candidate IN range(1, 3) |
                  CREATE (:Outcome {key: '1:' + viewer + ':' + candidate + ':IMPRESSIONS:' + viewer, experiment: 1,
                    variant: 0,
                    viewer: viewer, candidate: candidate, kind: 'IMPRESSIONS', at: $at, snapshot: viewer,
                      place: candidate}))
                """, Map.of("people", PEOPLE, "at", World.NOON.atZone(ZoneOffset.UTC)));
        world.direct(1, "ada", "ben")
                .says(1, "ada", "hello")
                .video(1, "ben", "a video")
                .shares(1, "ada", 1);
        // Otherwise the planner takes an index that has not been sampled yet for an empty one.
        world.run("CALL db.prepareForReplanning()", Map.of());
    }

    @AfterEach
    void end() {
        world.clear();
    }

    static Stream<Statement> statements() {
        return Stream.of(
                JournalRepository.EXPOSE,
                JournalRepository.DRAW,
                JournalRepository.SEE,
                JournalRepository.ATTRIBUTE,
                JournalRepository.ACCEPT,
                JournalRepository.TALK,
                VideoOutcomeRepository.CANDIDATES,
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
            return session.run("CYPHER replan=force EXPLAIN " + statement.text())
                    .consume()
                    .plan();
        }
    }

    private static Stream<String> operators(Plan plan) {
        return Stream.concat(
                Stream.of(plan.operatorType()), plan.children().stream().flatMap(child -> operators((Plan) child)));
    }
}
