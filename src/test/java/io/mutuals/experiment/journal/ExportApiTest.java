package io.mutuals.experiment.journal;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.Api;
import io.mutuals.CountedTest;
import io.mutuals.FriendMutations;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.experiment.Laboratory;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.neo4j.Graph;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Export and retention of the journal. */
@CountedTest
class ExportApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Journal journal;
    private final ExperimentCatalogue catalogue;
    private final Graph graph;
    private final ExperimentRetention retention;
    private final Laboratory lab;

    ExportApiTest(
            Api api,
            World world,
            TestClock clock,
            Journal journal,
            ExperimentCatalogue catalogue,
            Graph graph,
            ExperimentRetention retention,
            Laboratory lab) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.journal = journal;
        this.catalogue = catalogue;
        this.graph = graph;
        this.retention = retention;
        this.lab = lab;
    }

    @BeforeEach
    void given() {
        lab.clearForFirst();
    }

    @AfterEach
    void end() {
        lab.end();
    }

    @Test
    void journalIsExportedAsCsv() {
        lab.looks("ada");
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        List<String> exposures = lab.caller()
                .get("/experiments/first/exposures.csv")
                .body()
                .lines()
                .toList();
        assertThat(exposures.getFirst())
                .isEqualTo("experiment,variant,unit,viewer,day,at,friends,recent_friends,trial");
        assertThat(exposures).hasSize(2);
        assertThat(exposures.getLast())
                .contains(world.id("ada") + "," + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ",");
        List<String> outcomes = lab.caller()
                .get("/experiments/first/outcomes.csv")
                .body()
                .lines()
                .toList();
        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.getFirst())
                .isEqualTo(
                        "experiment,variant,viewer,candidate,kind,at,snapshot,place,team,base,propensity,among,trial");
        assertThat(outcomes.subList(1, 4)).allMatch(line -> line.endsWith(",false"));
        assertThat(outcomes).filteredOn(line -> line.contains("REQUESTS_SENT")).hasSize(1);
        assertThat(api.as("ada").get("/experiments/first/outcomes.csv").status())
                .isEqualTo(403);
        assertThat(lab.caller().get("/experiments/nothing/outcomes.csv").status())
                .isEqualTo(404);
        assertThat(lab.caller().get("/experiments/nothing/outcomes.csv").code()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void failedExportDoesNotLookComplete() throws Exception {
        ExportController broken = new ExportController(catalogue, new ExportRepository(graph) {
            @Override
            void exposures(long experiment, Consumer<Record> each) {
                throw new RequestException(ErrorCode.UNAVAILABLE, "Neo4j went away");
            }
        });
        MockHttpServletResponse response = new MockHttpServletResponse();
        broken.exposures("first", new MockHttpServletRequest(), response);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("UNAVAILABLE").doesNotContain("variant");

        MockHttpServletResponse begun = new MockHttpServletResponse();
        begun.setCommitted(true);
        assertThatThrownBy(() -> broken.exposures("first", new MockHttpServletRequest(), begun))
                .isInstanceOf(RequestException.class);
    }

    @Test
    void journalIsDeletedLongAfterTheEndAndTheExperimentStays() {
        lab.looks("ada");
        change(lab.caller(), "stopExperiment", Map.of("key", "first"));
        lab.begin(draft("second"));
        lab.page("ada");
        journal.writeAll();
        String rows = "MATCH (row:Exposure|Outcome|Exploration) RETURN DISTINCT row.experiment";
        assertThat(world.values(rows)).hasSize(2);

        clock.pass(Duration.ofDays(399));
        retention.deleteAll();
        assertThat(world.values(rows)).hasSize(2);

        clock.pass(Duration.ofDays(2));
        retention.deleteAll();
        assertThat(world.values(rows)).as("the other still runs").hasSize(1);
        assertThat(lab.caller()
                        .data("{ experiment(key: \"first\") { audit { action } } }")
                        .at("/experiment/audit"))
                .hasSize(3);
    }
}
