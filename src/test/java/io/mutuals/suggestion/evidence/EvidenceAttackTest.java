package io.mutuals.suggestion.evidence;

import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suggestions that a stranger, a hub or an address book must not bring about. */
@MutualsTest
@TakesLong
class EvidenceAttackTest {

    private static final String SUGGESTED =
            "{ viewer { peopleYouMayKnow(first: 100) { nodes { user { handle } } totalCount } } }";

    private final Api api;
    private final World world;

    EvidenceAttackTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 40, 300})
    void aTherapistsAddressBookConnectsNoPatients(int patients) {
        String[] all = IntStream.range(0, patients).mapToObj(i -> "patient" + i).toArray(String[]::new);
        world.friends("therapist", all).knows("therapist", all);
        for (String patient : all) {
            world.knows(patient, "therapist").set(patient, "region", "IE");
        }
        for (String patient : List.of(all[0], all[patients / 2], all[patients - 1])) {
            assertThat(suggested(patient)).as(patient).isEmpty();
        }
    }

    /** The friendship ends by either user, by unfriending or by a block. */
    @ParameterizedTest
    @ValueSource(strings = {"unfriend", "blockUser"})
    void aPatientWhoLeavesATherapistIntroducesNoPatients(String way) {
        String[] all = IntStream.range(0, 11).mapToObj(i -> "patient" + i).toArray(String[]::new);
        world.friends("therapist", all);
        for (String patient : all) {
            world.set(patient, "region", "IE");
        }
        for (String patient : all) {
            assertThat(suggested(patient)).as(patient).isEmpty();
        }

        does(api.as("patient10"), way, world.id("therapist"));
        does(api.as("therapist"), way, world.id("patient9"));
        world.forgetLatestRankings();
        for (String patient : all) {
            assertThat(suggested(patient)).as(patient).isEmpty();
        }

        world.friends("barber", "patient0", "patient9").forgetLatestRankings();
        assertThat(suggested("patient0"))
                .as("a second mutual friend, with few friends")
                .containsExactly("patient9");
    }

    @Test
    void aRenewedFriendshipIsNoFormerOne() {
        world.friends("ada", "ben");
        does(api.as("ada"), "unfriend", world.id("ben"));
        assertThat(former()).isEqualTo(1);
        does(api.as("ben"), "unfriend", world.id("ada"));
        assertThat(former()).isEqualTo(1);

        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        does(api.as("ben"), "acceptFriendRequest", world.id("ada"));
        assertThat(former()).isZero();
    }

    private long former() {
        return (long) world.values("MATCH ()-[former:WAS_FRIENDS_WITH]->() RETURN count(former)")
                .getFirst();
    }

    /** Dora shares three friends with ada, and eve two; twenty accounts without friends ask dora. */
    @Test
    void requestsFromStrangersMoveACandidateLittleWhetherAnsweredOrNot() {
        world.friends("ada", "ben", "cleo", "finn")
                .friends("dora", "ben", "cleo", "finn")
                .friends("eve", "ben", "cleo");
        assertThat(suggested("ada")).startsWith("dora", "eve");
        double before = score("ada", "dora");

        String[] strangers =
                IntStream.range(0, 20).mapToObj(i -> "stranger" + i).toArray(String[]::new);
        for (String stranger : strangers) {
            world.people(stranger);
            does(api.as(stranger), "sendFriendRequest", world.id("dora"));
        }
        world.forgetLatestRankings();
        assertThat(suggested("ada")).startsWith("dora", "eve");
        assertThat(score("ada", "dora")).isBetween(0.75 * before, 0.99 * before);

        for (String stranger : strangers) {
            does(api.as("dora"), "declineFriendRequest", world.id(stranger));
        }
        world.forgetLatestRankings();
        assertThat(score("ada", "dora")).isEqualTo(before);
    }

    private double score(String viewer, String candidate) {
        return api.as(viewer, "experimenter")
                .data("{ viewer { peopleYouMayKnow(first: 100) { nodes { score user { handle } } } } }")
                .at("/viewer/peopleYouMayKnow/nodes")
                .valueStream()
                .filter(node -> node.at("/user/handle").asString().equals(candidate))
                .findFirst()
                .orElseThrow()
                .get("score")
                .asDouble();
    }

    @Test
    void twoMutualFriendsConnectThoughBothAreHubs() {
        String[] all = IntStream.range(0, 20).mapToObj(i -> "person" + i).toArray(String[]::new);
        world.friends("hub", all).friends("pub", "person0", "person1");
        assertThat(suggested("person0")).containsExactly("person1");
    }

    @Test
    void aOneSidedContactSuggestsNeitherToTheOther() {
        world.people("stalker", "target").knows("stalker", "target");
        assertThat(suggested("stalker")).isEmpty();
        assertThat(suggested("target")).isEmpty();

        world.knows("target", "stalker").forgetLatestRankings();
        assertThat(suggested("stalker")).containsExactly("target");
    }

    @Test
    void anAdultAndAMinorAreNotSuggestedByWeakEvidence() {
        world.aged("teen", 17);
        world.people("adult")
                .knows("teen", "adult")
                .knows("adult", "teen")
                .group(1, "A group", "teen", "adult")
                .set("teen", "region", "IE")
                .set("adult", "region", "IE");
        world.video(1, "author", "one")
                .video(2, "author", "two")
                .like("teen", 1)
                .like("teen", 2)
                .like("adult", 1)
                .like("adult", 2);
        world.friends("teen", "one", "two").friends("adult", "one", "two");
        assertThat(suggested("teen")).doesNotContain("adult");
        assertThat(suggested("adult")).doesNotContain("teen");

        world.friends("three", "teen", "adult").forgetLatestRankings();
        assertThat(suggested("teen")).contains("adult");
        assertThat(suggested("adult")).contains("teen");
    }

    @Test
    void aChildAndAnAdultAreNeverSuggestedByAnything() {
        world.aged("child", 12);
        world.friends("child", "one", "two", "three", "four").friends("adult", "one", "two", "three", "four");
        world.knows("child", "adult").knows("adult", "child").group(1, "A group", "child", "adult");
        assertThat(suggested("child")).doesNotContain("adult");
        assertThat(suggested("adult")).doesNotContain("child");
    }

    @Test
    void aBlockedUserLooksLikeAMissingOne() {
        world.group(1, "Two", "ada", "ben").knows("ada", "ben").knows("ben", "ada");
        world.set("ada", "region", "IE").set("ben", "region", "IE");
        assertThat(suggested("ada")).containsExactly("ben");
        world.people("zoe");
        String missing = api.as("zoe").ask(SUGGESTED).json().at("/data").toString();

        world.block("ben", "ada");
        assertThat(api.as("ada").ask(SUGGESTED).json().at("/data").toString()).isEqualTo(missing);
    }

    @Test
    void aSettingSwitchesItsOwnEvidenceOffAtOnceThoughTheRankingIsCached() {
        world.friends("ada", "one", "two").friends("ben", "one", "two");
        world.group(1, "A group", "ada", "ben");
        assertThat(sources("ada")).containsExactly("FRIENDS_OF_FRIENDS", "SHARED_CONVERSATIONS");

        choose("ben", "suggestBySharedConversations: false");
        assertThat(sources("ada")).containsExactly("FRIENDS_OF_FRIENDS");
        choose("ben", "suggestByMutualFriends: false, suggestBySharedConversations: true");
        assertThat(sources("ada")).containsExactly("SHARED_CONVERSATIONS");
        choose("ben", "suggestBySharedConversations: false");
        assertThat(suggested("ada")).doesNotContain("ben");
    }

    private void choose(String handle, String settings) {
        api.as(handle)
                .data(
                        "mutation { updatePrivacySettings(input: {" + settings + "}) { userErrors { code } } }",
                        Map.of());
    }

    private List<String> sources(String viewer) {
        return api.as(viewer)
                .data("{ viewer { peopleYouMayKnow(first: 1) { nodes { sources } } } }")
                .at("/viewer/peopleYouMayKnow/nodes/0/sources")
                .valueStream()
                .map(source -> source.asString())
                .toList();
    }

    private List<String> suggested(String viewer) {
        return api.as(viewer)
                .data(SUGGESTED)
                .at("/viewer/peopleYouMayKnow/nodes")
                .valueStream()
                .map(node -> node.at("/user/handle").asString())
                .toList();
    }
}
