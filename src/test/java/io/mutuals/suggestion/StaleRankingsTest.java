package io.mutuals.suggestion;

import static io.mutuals.Friends.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rankings are forgotten after which change: those that it changes, and no others. */
@MutualsTest
class StaleRankingsTest {

    private static final List<String> PEOPLE = List.of("ada", "ben", "cleo", "dora", "eli", "finn", "gus");

    private final Api api;
    private final World world;

    StaleRankingsTest(Api api, World world) {
        this.api = api;
        this.world = world;
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
        PEOPLE.forEach(this::cacheOf);
    }

    @Test
    void aFriendshipConcernsTheTwoAndTheirFriends() {
        world.request("ben", "eli", "hi");
        does(api.as("eli"), "acceptFriendRequest", world.id("ben"));
        assertThat(forgotten()).containsExactly("ada", "ben", "cleo", "dora", "eli", "finn");
        does(api.as("ada"), "unfriend", world.id("ben"));
        assertThat(forgotten()).containsExactly("ada", "ben", "cleo", "eli");
    }

    @Test
    void aNewFriendOfAFriendIsSuggestedOnTheNextRead() {
        world.request("ben", "eli", "hi");
        does(api.as("eli"), "acceptFriendRequest", world.id("ben"));
        assertThat(api.as("ada")
                        .data("{ viewer { peopleYouMayKnow(first: 9) { nodes { user { handle } } } } }")
                        .toString())
                .contains("eli");
    }

    @Test
    void aBlockAndItsEndConcernTheTwo() {
        does(api.as("gus"), "blockUser", world.id("finn"));
        assertThat(forgotten()).containsExactly("finn", "gus");
        does(api.as("gus"), "unblockUser", world.id("finn"));
        assertThat(forgotten()).containsExactly("finn", "gus");
    }

    @Test
    void aRequestConcernsNobodyUntilItIsDropped() {
        does(api.as("ada"), "sendFriendRequest", world.id("cleo"));
        assertThat(forgotten()).isEmpty();
        does(api.as("cleo"), "declineFriendRequest", world.id("ada"));
        assertThat(forgotten()).containsExactly("ada", "cleo");
    }

    @Test
    void anOpenedSettingConcernsFriendsOfFriendsAndAClosedOneNobody() {
        choose("suggestByMutualFriends: false");
        assertThat(forgotten()).isEmpty();
        choose("suggestByMutualFriends: true");
        assertThat(forgotten()).containsExactly("ada", "eli");
        choose("messagesFrom: FRIENDS");
        assertThat(forgotten()).isEmpty();
    }

    private void choose(String choice) {
        api.as("cleo").data("mutation { updatePrivacySettings(input: {" + choice + "}) { userErrors { code } } }");
    }

    /** Whose ranking is no longer at hand; after this everybody's is again. */
    private List<String> forgotten() {
        TreeSet<String> forgotten = new TreeSet<>();
        for (String person : PEOPLE) {
            if (cacheOf(person).equals("MISS")) {
                forgotten.add(person);
            }
        }
        return List.copyOf(forgotten);
    }

    private String cacheOf(String person) {
        return api.as(person)
                .data("{ viewer { peopleYouMayKnow(first: 1) { snapshot { cache } } } }")
                .at("/viewer/peopleYouMayKnow/snapshot/cache")
                .asString();
    }
}
