package io.mutuals.suggestion.ranking;

import static io.mutuals.Friends.does;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.OwnLimitsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rankings are invalid, and which out of date, after which change: those that it changes, and no others. */
@OwnLimitsTest
@TakesLong
class StaleRankingsTest {

    private static final List<String> PEOPLE = List.of("ada", "ben", "cleo", "dora", "eli", "finn", "gus");

    private final Api api;
    private final World world;
    private final StaleRankings stale;

    StaleRankingsTest(Api api, World world, StaleRankings stale) {
        this.api = api;
        this.world = world;
        this.stale = stale;
    }

    /** A chain of friends from Ada to Finn; Gus knows nobody. */
    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben")
                .friends("ben", "cleo")
                .friends("cleo", "dora")
                .friends("dora", "eli")
                .friends("eli", "finn");
        world.people("gus");
        everybodyHasARanking();
    }

    @Test
    void aFriendshipConcernsTheTwoAndTheirFriends() {
        world.request("ben", "eli", "hi");
        does(api.as("eli"), "acceptFriendRequest", world.id("ben"));
        assertThat(concerned()).isEqualTo(Map.of("MISS", "ben eli", "STALE", "ada cleo dora finn"));
        does(api.as("ada"), "unfriend", world.id("ben"));
        assertThat(concerned()).isEqualTo(Map.of("MISS", "ada ben", "STALE", "cleo eli"));
    }

    @Test
    void aNewFriendOfAFriendIsSuggestedAsSoonAsTheNewRankingIsMade() {
        world.request("ben", "eli", "hi");
        does(api.as("eli"), "acceptFriendRequest", world.id("ben"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> api.as("ada")
                        .data("{ viewer { peopleYouMayKnow(first: 9) { nodes { user { handle } } } } }")
                        .toString()
                        .contains("eli"));
    }

    @Test
    void aBlockAndItsEndConcernTheTwo() {
        does(api.as("gus"), "blockUser", world.id("finn"));
        assertThat(concerned()).isEqualTo(Map.of("MISS", "finn gus"));
        does(api.as("gus"), "unblockUser", world.id("finn"));
        assertThat(concerned()).isEqualTo(Map.of("MISS", "finn gus"));
    }

    @Test
    void aRequestConcernsNobodyUntilItIsDropped() {
        does(api.as("ada"), "sendFriendRequest", world.id("cleo"));
        assertThat(concerned()).isEmpty();
        does(api.as("cleo"), "declineFriendRequest", world.id("ada"));
        assertThat(concerned()).isEqualTo(Map.of("MISS", "ada cleo"));
    }

    @Test
    void anOpenedSettingConcernsFriendsOfFriendsAndAClosedOneNobody() {
        choose("suggestByMutualFriends: false");
        assertThat(concerned()).isEmpty();
        choose("suggestByMutualFriends: true");
        assertThat(concerned()).isEqualTo(Map.of("STALE", "ada eli"));
        choose("messagesFrom: FRIENDS");
        assertThat(concerned()).isEmpty();
    }

    private void choose(String choice) {
        api.as("cleo").data("mutation { updatePrivacySettings(input: {" + choice + "}) { userErrors { code } } }");
    }

    /** Whose ranking is invalid or out of date, by how it is called; after this everybody's is at hand again. */
    private Map<String, String> concerned() {
        stale.flush();
        Map<String, String> concerned = new TreeMap<>();
        for (String person : PEOPLE) {
            String cache = cacheOf(person);
            if (!cache.equals("HIT")) {
                concerned.merge(cache, person, (before, one) -> before + " " + one);
            }
        }
        everybodyHasARanking();
        return concerned;
    }

    private void everybodyHasARanking() {
        await().pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(30))
                .until(() -> PEOPLE.stream().allMatch(person -> cacheOf(person).equals("HIT")));
    }

    private String cacheOf(String person) {
        return api.as(person)
                .data("{ viewer { peopleYouMayKnow(first: 1) { snapshot { cache } } } }")
                .at("/viewer/peopleYouMayKnow/snapshot/cache")
                .asString();
    }
}
