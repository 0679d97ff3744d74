package io.mutuals.experiment;

import static io.mutuals.experiment.Experiments.code;
import static io.mutuals.experiment.Experiments.draft;
import static io.mutuals.experiment.Experiments.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.experiment.journal.Journal;
import io.mutuals.experiment.running.RunningExperiments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Fixture for tests of experiments: starts from an empty graph, runs experiments as {@code lab}, and leaves no journal
 * entry unwritten at the end.
 */
public final class Laboratory {

    /** The suggestions of a viewer. */
    public static final String PAGE = """
            { viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } impressionToken } } } }""";

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final RunningExperiments running;
    private final Journal journal;

    Laboratory(Api api, World world, TestClock clock, RunningExperiments running, Journal journal) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.running = running;
        this.journal = journal;
    }

    /** Empties the graph, so that no experiment runs, and sets the clock to noon in UTC. */
    public void clear() {
        empty();
        clock.passToNoon();
    }

    private void empty() {
        world.clear();
        running.refresh();
    }

    /**
     * Makes Ada a friend of Ben and Cleo, who are both friends of Dora and Eve; all users take part in the experiment
     * {@code first}.
     */
    public void clearForFirst() {
        clear();
        world.people("ada", "ben", "cleo", "dora", "eve", "lab");
        world.friends("ada", "ben", "cleo").friends("dora", "ben", "cleo").friends("eve", "ben", "cleo");
        begin(draft("first"));
    }

    /**
     * Writes the journal, empties the graph, so that no entry of this test is written in the next, and resets the
     * clock.
     */
    public void end() {
        journal.writeAll();
        empty();
    }

    /** An experimenter. */
    public Api.Caller caller() {
        return api.as("lab", "experimenter");
    }

    /** Creates an experiment and starts it for all users. */
    public void begin(Map<String, @Nullable Object> draft) {
        assertThat(code(Experiments.create(caller(), draft))).isEmpty();
        assertThat(code(start(caller(), String.valueOf(draft.get("key")), 1))).isEmpty();
    }

    /** The first page of a user's suggestions. */
    public JsonNode page(String handle) {
        return api.as(handle).data(PAGE).at("/viewer/peopleYouMayKnow/nodes");
    }

    /** Records impressions of a user's whole first page. */
    public void looks(String handle) {
        page(handle).forEach(node -> seen(handle, node));
    }

    /** Records the impression of one suggestion. */
    public void seen(String handle, JsonNode shown) {
        Mutations.does(
                api.as(handle),
                "recordSuggestionImpressions",
                Map.of("impressionTokens", List.of(shown.get("impressionToken").asString())),
                "recorded");
    }

    /** The number of users in the results of the experiment {@code first}. */
    public int people() {
        return caller().data("{ experiment(key: \"first\") { results { variants { people } } } }")
                .at("/experiment/results/variants")
                .valueStream()
                .mapToInt(variant -> variant.get("people").asInt())
                .sum();
    }
}
