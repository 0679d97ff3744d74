package io.mutuals.friend;

import static io.mutuals.FriendMutations.code;
import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests the effect of settings and age on what other users see and may do, from the next read on. */
@MutualsTest
class PrivacyApiTest {

    private final Api api;
    private final World world;

    PrivacyApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    /** Ada and Dora share Ben and Cleo as friends. Eli is a friend of Dora only. Zoe has no friends. */
    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo")
                .friends("dora", "ben", "cleo", "eli")
                .people("zoe");
    }

    @Test
    void aListOfFriendsShowsWhatItsOwnersSettingAllows() {
        assertThat(friends("ada", "dora")).containsExactly("ben", "cleo", "eli");
        choose("dora", "friendListVisibleTo: FRIENDS");
        assertThat(friends("ada", "dora")).isEmpty();
        assertThat(friends("ben", "dora")).containsExactly("ben", "cleo", "eli");
        assertThat(mutual("ada", "dora")).containsExactly("ben", "cleo");
        choose("dora", "friendListVisibleTo: MUTUAL_FRIENDS");
        assertThat(friends("ada", "dora")).containsExactly("ben", "cleo");
        assertThat(friends("zoe", "dora")).isEmpty();
        choose("dora", "friendListVisibleTo: ONLY_ME");
        assertThat(friends("ben", "dora")).isEmpty();
        assertThat(mutual("ada", "dora")).isEmpty();
        assertThat(friends("dora", "dora")).containsExactly("ben", "cleo", "eli");
    }

    @Test
    void aPathConsistsOfVisibleFriendships() {
        assertThat(path("ada", "eli")).hasSize(4).startsWith("ada").endsWith("dora", "eli");
        choose("dora", "friendListVisibleTo: ONLY_ME");
        assertThat(path("ada", "eli"))
                .as("eli still shows dora, ben shows dora")
                .hasSize(4);
        choose("eli", "friendListVisibleTo: FRIENDS");
        assertThat(path("ada", "eli")).isEmpty();
        choose("dora", "friendListVisibleTo: EVERYONE");
        assertThat(path("ada", "eli")).hasSize(4);
    }

    @Test
    void aUserWhoHidesTheirFriendsOrDisablesTheSignalIsNotSuggested() {
        assertThat(suggestions("ada")).containsExactly("dora");
        choose("dora", "suggestByMutualFriends: false");
        assertThat(suggestions("ada")).isEmpty();
        choose("dora", "suggestByMutualFriends: true");
        assertThat(suggestions("ada")).containsExactly("dora");
        choose("dora", "friendListVisibleTo: ONLY_ME");
        assertThat(suggestions("ada")).isEmpty();
        choose("dora", "friendListVisibleTo: FRIENDS");
        assertThat(suggestions("ada")).containsExactly("dora");
    }

    @Test
    void adultsAndUsersUnder16AreNotSuggestedToEachOther() {
        world.aged("dora", 14);
        assertThat(suggestions("ada")).isEmpty();
        assertThat(suggestions("dora")).isEmpty();
        world.forgetEverythingCached().aged("ada", 15);
        assertThat(suggestions("ada")).containsExactly("dora");
        world.forgetEverythingCached().aged("ada", 18);
        assertThat(suggestions("ada")).containsExactly("dora");
    }

    @Test
    void requestsAreAcceptedOnlyFromTheChosenAudience() {
        choose("dora", "friendRequestsFrom: FRIENDS_OF_FRIENDS");
        assertThat(code(does(api.as("zoe"), "sendFriendRequest", world.id("dora"))))
                .isEqualTo("NOT_ALLOWED");
        assertThat(code(does(api.as("ada"), "sendFriendRequest", world.id("dora"))))
                .isEmpty();
        choose("zoe", "friendRequestsFrom: NOBODY");
        assertThat(code(does(api.as("ada"), "sendFriendRequest", world.id("zoe"))))
                .isEqualTo("NOT_ALLOWED");
        // A user who accepts no requests may still send one, and a request in return then accepts it.
        assertThat(code(does(api.as("zoe"), "sendFriendRequest", world.id("ada"))))
                .isEmpty();
        assertThat(code(does(api.as("ada"), "sendFriendRequest", world.id("zoe"))))
                .isEmpty();
    }

    @Test
    void viewerCanShowsWhetherTheViewerMayStartAConversation() {
        assertThat(can("zoe", "dora", "message")).isTrue();
        choose("dora", "messagesFrom: FRIENDS_OF_FRIENDS");
        assertThat(can("zoe", "dora", "message")).isFalse();
        assertThat(can("ada", "dora", "message")).isTrue();
        choose("dora", "messagesFrom: FRIENDS");
        assertThat(can("ada", "dora", "message")).isFalse();
        assertThat(can("eli", "dora", "message")).isTrue();
        assertThat(can("dora", "dora", "message")).isFalse();
        world.aged("zoe", 14);
        assertThat(can("ada", "zoe", "message")).isFalse();
        assertThat(can("ada", "zoe", "seeFriends")).isFalse();
        assertThat(can("ada", "zoe", "sendFriendRequest")).isFalse();
    }

    private void choose(String handle, String choices) {
        JsonNode payload = api.as(handle)
                .data("mutation { updatePrivacySettings(input: {" + choices + "}) { userErrors { code } } }");
        assertThat(payload.at("/updatePrivacySettings/userErrors").isEmpty()).isTrue();
    }

    private boolean can(String viewer, String other, String what) {
        return user(viewer, other, "viewerCan { " + what + " }")
                .at("/viewerCan/" + what)
                .asBoolean();
    }

    private List<String> friends(String viewer, String owner) {
        JsonNode found = user(viewer, owner, "friends(first: 10, order: NAME) { totalCount nodes { handle } }")
                .path("friends");
        List<String> handles = handles(found.path("nodes"));
        assertThat(found.path("totalCount").asInt()).isEqualTo(handles.size());
        return handles;
    }

    private List<String> mutual(String viewer, String other) {
        JsonNode found = user(
                viewer,
                other,
                "mutualFriends(first: 10) { totalCount nodes { handle } } relationship { mutualFriendCount }");
        List<String> handles = handles(found.at("/mutualFriends/nodes"));
        assertThat(found.at("/mutualFriends/totalCount").asInt()).isEqualTo(handles.size());
        assertThat(found.at("/relationship/mutualFriendCount").asInt()).isEqualTo(handles.size());
        return handles;
    }

    private List<String> path(String viewer, String other) {
        return handles(user(viewer, other, "pathFromViewer { handle }").path("pathFromViewer"));
    }

    private List<String> suggestions(String viewer) {
        return api.as(viewer)
                .data("{ viewer { peopleYouMayKnow(first: 10) { nodes { user { handle } } } } }")
                .at("/viewer/peopleYouMayKnow/nodes")
                .valueStream()
                .map(node -> node.at("/user/handle").asString())
                .filter("dora ada"::contains)
                .toList();
    }

    private JsonNode user(String viewer, String other, String fields) {
        return api.as(viewer)
                .data("{ user(by: {id: \"%s\"}) { %s } }".formatted(world.id(other), fields))
                .path("user");
    }

    private static List<String> handles(JsonNode users) {
        return users.valueStream().map(user -> user.path("handle").asString()).toList();
    }
}
