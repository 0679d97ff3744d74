package io.mutuals.experiment;

import static io.mutuals.experiment.Experiments.code;
import static io.mutuals.experiment.Experiments.draft;
import static io.mutuals.experiment.Experiments.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.World;
import io.mutuals.experiment.journal.Journal;
import io.mutuals.experiment.running.RunningExperiments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where tests of experiments begin with nobody, {@code lab} experiments, and nothing is left to be written at the end. */
public final class Laboratory {

    /** Whom a viewer is suggested. */
    public static final String PAGE = """
            { viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } impressionToken } } } }""";

    private final Api api;
    private final World world;
    private final RunningExperiments running;
    private final Journal journal;

    Laboratory(Api api, World world, RunningExperiments running, Journal journal) {
        this.api = api;
        this.world = world;
        this.running = running;
        this.journal = journal;
    }

    /** Nobody is there, and no experiment runs. */
    public void clear() {
        world.clear();
        running.look();
    }

    /** Ada knows Ben and Cleo, who both know Dora and Eve; everybody takes part in the experiment {@code first}. */
    public void clearForFirst() {
        clear();
        world.people("ada", "ben", "cleo", "dora", "eve", "lab");
        world.friends("ada", "ben", "cleo").friends("dora", "ben", "cleo").friends("eve", "ben", "cleo");
        begin(draft("first"));
    }

    /** Nothing that this test counted is written in the next one. */
    public void end() {
        journal.writeAll();
        clear();
    }

    /** Who experiments. */
    public Api.Caller caller() {
        return api.as("lab", "experimenter");
    }

    /** Creates an experiment, and lets everybody take part. */
    public void begin(Map<String, @Nullable Object> draft) {
        assertThat(code(Experiments.create(caller(), draft))).isEmpty();
        assertThat(code(start(caller(), String.valueOf(draft.get("key")), 1))).isEmpty();
    }

    /** Whom somebody is shown on their first page. */
    public JsonNode page(String handle) {
        return api.as(handle).data(PAGE).at("/viewer/peopleYouMayKnow/nodes");
    }

    /** Somebody has seen all whom they are shown on their first page. */
    public void looks(String handle) {
        page(handle).forEach(node -> seen(handle, node));
    }

    /** Somebody has seen one whom they were shown. */
    public void seen(String handle, JsonNode shown) {
        Mutations.does(
                api.as(handle),
                "recordSuggestionImpressions",
                Map.of("impressionTokens", List.of(shown.get("impressionToken").asString())),
                "recorded");
    }

    /** How many people the experiment {@code first} has results of. */
    public int people() {
        return caller().data("{ experiment(key: \"first\") { results { variants { people } } } }")
                .at("/experiment/results/variants")
                .valueStream()
                .mapToInt(variant -> variant.get("people").asInt())
                .sum();
    }
}
