package io.mutuals.suggestion.ranking;

import static io.mutuals.FriendMutations.does;
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

/** Each change invalidates or outdates the rankings it affects, and no others. */
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

    /** Friends in a chain from Ada to Finn; Gus has no friends. */
    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben")
                .friends("ben", "cleo")
                .friends("cleo", "dora")
                .friends("dora", "eli")
                .friends("eli", "finn");
        world.people("gus");
        loadAllRankings();
    }

    @Test
    void friendshipAffectsBothUsersAndTheirFriends() {
        world.request("ben", "eli", "hi");
        does(api.as("eli"), "acceptFriendRequest", world.id("ben"));
        assertThat(affected()).isEqualTo(Map.of("MISS", "ben eli", "STALE", "ada cleo dora finn"));
        does(api.as("ada"), "unfriend", world.id("ben"));
        assertThat(affected()).isEqualTo(Map.of("MISS", "ada ben", "STALE", "cleo eli"));
    }

    @Test
    void newFriendOfAFriendIsSuggestedOnceTheNewRankingIsMade() {
        world.request("ben", "eli", "hi");
        does(api.as("eli"), "acceptFriendRequest", world.id("ben"));
        await().until(() -> api.as("ada")
                .data("{ viewer { peopleYouMayKnow(first: 9) { nodes { user { handle } } } } }")
                .toString()
                .contains("eli"));
    }

    @Test
    void blockAndUnblockAffectBothUsers() {
        does(api.as("gus"), "blockUser", world.id("finn"));
        assertThat(affected()).isEqualTo(Map.of("MISS", "finn gus"));
        does(api.as("gus"), "unblockUser", world.id("finn"));
        assertThat(affected()).isEqualTo(Map.of("MISS", "finn gus"));
    }

    @Test
    void requestAffectsNoRankingUntilItIsDropped() {
        does(api.as("ada"), "sendFriendRequest", world.id("cleo"));
        assertThat(affected()).isEmpty();
        does(api.as("cleo"), "declineFriendRequest", world.id("ada"));
        assertThat(affected()).isEqualTo(Map.of("MISS", "ada cleo"));
    }

    @Test
    void openedSettingAffectsFriendsOfFriendsAndAClosedOneNoRanking() {
        choose("suggestByMutualFriends: false");
        assertThat(affected()).isEmpty();
        choose("suggestByMutualFriends: true");
        assertThat(affected()).isEqualTo(Map.of("STALE", "ada eli"));
        choose("messagesFrom: FRIENDS");
        assertThat(affected()).isEmpty();
    }

    private void choose(String choice) {
        api.as("cleo").data("mutation { updatePrivacySettings(input: {" + choice + "}) { userErrors { code } } }");
    }

    /** Returns the state of every invalid or outdated ranking, by handle; afterwards all rankings are current again. */
    private Map<String, String> affected() {
        stale.flush();
        Map<String, String> concerned = new TreeMap<>();
        for (String person : PEOPLE) {
            String cache = cacheOf(person);
            if (!cache.equals("HIT")) {
                concerned.merge(cache, person, (before, one) -> before + " " + one);
            }
        }
        loadAllRankings();
        return concerned;
    }

    private void loadAllRankings() {
        await().pollDelay(Duration.ZERO)
                .until(() -> PEOPLE.stream().allMatch(person -> cacheOf(person).equals("HIT")));
    }

    private String cacheOf(String person) {
        return api.as(person)
                .data("{ viewer { peopleYouMayKnow(first: 1) { snapshot { cache } } } }")
                .at("/viewer/peopleYouMayKnow/snapshot/cache")
                .asString();
    }
}
