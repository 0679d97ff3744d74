package io.mutuals.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the operations of the tab "Experiment" from top to bottom. */
@MutualsTest
class ExperimentExampleTest {

    private final Api api;
    private final World world;

    ExperimentExampleTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("mira");
    }

    @AfterEach
    void end() {
        world.clear();
    }

    @Test
    void everyOperationSucceedsAndLeavesItsAuditEntry() throws IOException {
        for (String operation : List.of("Experiment", "Create", "Start", "Results", "Ramp", "Kill")) {
            JsonNode answer = run(operation);
            assertThat(answer.has("errors")).as(operation + ": " + answer).isFalse();
            assertThat(answer.findValues("userErrors"))
                    .as(operation + ": " + answer)
                    .allMatch(JsonNode::isEmpty);
        }
        JsonNode done = run("Results").at("/data/experiment");
        assertThat(done.get("state").asString()).isEqualTo("KILLED");
        assertThat(done.get("audit")
                        .valueStream()
                        .map(change -> change.get("action").asString()))
                .containsExactly("KILLED", "RAMPED", "STARTED", "CREATED");
    }

    private JsonNode run(String operation) throws IOException {
        String document = new ClassPathResource("explorer/examples/experiment.graphql")
                .getContentAsString(StandardCharsets.UTF_8);
        Map<String, Object> request =
                Map.of("query", document, "operationName", operation, "variables", Map.of("key", "example"));
        return api.as("mira", "experimenter")
                .post(JsonMapper.shared().writeValueAsString(request))
                .json();
    }
}
