package io.mutuals.experiment.cluster;

import static io.mutuals.experiment.Experiments.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.GraphInMemoryTest;
import io.mutuals.World;
import io.mutuals.experiment.Laboratory;
import io.mutuals.experiment.journal.Journal;
import io.mutuals.suggestion.memory.FriendGraphLoading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Assignment by clusters of friends, through the API. */
@GraphInMemoryTest
class ClustersApiTest {

    private static final int CIRCLE = 8;

    private static final String PAGE =
            "{ viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } impressionToken } "
                    + "snapshot { id strategy } } } }";

    private final Api api;
    private final World world;
    private final Journal journal;
    private final FriendGraphLoading loading;
    private final Laboratory lab;

    ClustersApiTest(Api api, World world, Journal journal, FriendGraphLoading loading, Laboratory lab) {
        this.api = api;
        this.world = world;
        this.journal = journal;
        this.loading = loading;
        this.lab = lab;
    }

    /** Two circles, each a clique, without friendships between them. */
    @BeforeEach
    void given() {
        lab.clear();
        world.people("lab");
        for (String circle : List.of("a", "b")) {
            for (int one = 0; one < CIRCLE; one++) {
                for (int other = one + 1; other < CIRCLE; other++) {
                    world.friends(circle + one, circle + other);
                }
            }
        }
        loading.load();
    }

    @AfterEach
    void end() {
        lab.end();
    }

    @Test
    void communityIsAssignedAsAUnitSoThatNoFriendshipCrossesVariants() {
        begin("by-community", "GRAPH_CLUSTER");
        List<String> units = new ArrayList<>();
        for (String circle : List.of("a", "b")) {
            List<String> members = new ArrayList<>();
            for (int number = 0; number < CIRCLE; number++) {
                JsonNode assigned = assigned("by-community", circle + number);
                assertThat(assigned.get("reason").asString()).isEqualTo("ASSIGNED");
                members.add(assigned.get("unit").asString() + " "
                        + assigned.get("variant").asString());
                api.as(circle + number).data(PAGE);
            }
            assertThat(members.stream().distinct()).hasSize(1);
            units.add(members.getFirst());
        }
        assertThat(units).doesNotHaveDuplicates();
        world.people("late");
        assertThat(assigned("by-community", "late").get("reason").asString()).isEqualTo("NO_CLUSTER");
        assertThat(strategy("late")).isEqualTo("people-you-may-know");

        journal.writeAll();
        JsonNode results = lab.caller().data("""
                { experiment(key: "by-community") { results { variants { people units }
                  interference { crossVariantFriendships crossClusterFriendships clusters } } }
                    }""").at("/experiment/results");
        assertThat(results.at("/variants")
                        .valueStream()
                        .mapToInt(variant -> variant.get("people").asInt())
                        .sum())
                .isEqualTo(2 * CIRCLE);
        assertThat(results.at("/variants")
                        .valueStream()
                        .mapToInt(variant -> variant.get("units").asInt())
                        .sum())
                .isEqualTo(2);
        assertThat(results.at("/interference/crossVariantFriendships").asDouble())
                .isZero();
        assertThat(results.at("/interference/crossClusterFriendships").asDouble())
                .isZero();
        assertThat(results.at("/interference/clusters").asInt()).isEqualTo(2);
    }

    /**
     * The circles have become one community since the start; results and interference still count the two assigned
     * clusters.
     */
    @Test
    void resultsCountTheAssignedClustersWhateverTheCurrentCommunities() {
        begin("by-community", "GRAPH_CLUSTER");
        for (int one = 0; one < CIRCLE; one++) {
            for (int other = 0; other < CIRCLE; other++) {
                world.friends("a" + one, "b" + other);
            }
        }
        loading.load();
        for (int number = 0; number < CIRCLE; number++) {
            api.as("a" + number).data(PAGE);
            api.as("b" + number).data(PAGE);
        }
        journal.writeAll();

        JsonNode results = lab.caller().data("""
                { experiment(key: "by-community") { results { variants { variant people units }
                  sampleRatio { observed } interference { clusters crossClusterFriendships } caveats } }
                    }""").at("/experiment/results");
        assertThat(results.at("/variants")
                        .valueStream()
                        .mapToInt(variant -> variant.get("units").asInt())
                        .sum())
                .isEqualTo(2)
                .isEqualTo(results.at("/interference/clusters").asInt())
                .isEqualTo(results.at("/sampleRatio/observed")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .sum());
        assertThat(results.at("/interference/crossClusterFriendships").asDouble())
                .as("64 friendships between the two, 28 in each")
                .isCloseTo(64 / 120., org.assertj.core.data.Offset.offset(1e-9));
        assertThat(results.get("caveats").toString())
                .contains("fewer than 40 clusters (")
                .doesNotContain("fewer than 100 users");
    }

    @Test
    void egoClusterIsTreatedAsAUnitAndOnlyTheEgoCounts() {
        begin("by-ego", "EGO_CLUSTER");
        for (String circle : List.of("a", "b")) {
            List<String> strategies = new ArrayList<>();
            for (int number = 0; number < CIRCLE; number++) {
                strategies.add(strategy(circle + number));
            }
            assertThat(strategies.stream().distinct()).hasSize(1);
        }
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN count(e)")).containsExactly(2L);
    }

    private void begin(String key, String unit) {
        var draft = draft(key);
        draft.put("unit", unit);
        lab.begin(draft);
    }

    private JsonNode assigned(String key, String handle) {
        return lab.caller()
                .data("{ experiment(key: \"" + key + "\") { assignment(userId: \"" + world.id(handle)
                        + "\") { variant unit reason } } }")
                .at("/experiment/assignment");
    }

    private String strategy(String handle) {
        return api.as(handle, "experimenter")
                .data(PAGE)
                .at("/viewer/peopleYouMayKnow/snapshot/strategy")
                .asString();
    }
}
