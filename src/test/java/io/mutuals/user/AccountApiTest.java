package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reads and changes the viewer's profile and settings through the API. */
@MutualsTest
class AccountApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;

    AccountApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben");
    }

    @Test
    void updateProfileChangesGivenFieldsAndKeepsAbsentOnes() {
        JsonNode changed = update("ada", Map.of("handle", "@Ada.Okafor", "bio", " Climbs. "));
        assertThat(changed.path("userErrors").isEmpty()).isTrue();
        assertThat(changed.path("user").toString())
                .isEqualTo("{\"handle\":\"ada.okafor\",\"displayName\":\"ada\",\"bio\":\"Climbs.\"}");
        assertThat(update("ada", Map.of("displayName", "Ada Okafor"))
                        .at("/user/bio")
                        .asString())
                .isEqualTo("Climbs.");
        JsonNode cleared = api.as("ada")
                .data("mutation { updateProfile(input: {bio: null}) { user { bio displayName } "
                        + "userErrors { code } } }");
        assertThat(cleared.at("/updateProfile/user").toString())
                .isEqualTo("{\"bio\":null,\"displayName\":\"Ada Okafor\"}");
        assertThat(api.as("ben")
                        .data("{ user(by: {handle: \"ada\"}) { id } }")
                        .path("user")
                        .isNull())
                .isTrue();
    }

    @Test
    void everyInvalidFieldIsReportedAndNothingIsChanged() {
        JsonNode refused = update("ada", Map.of("handle", "a!", "displayName", "  ", "bio", "x".repeat(301)));
        assertThat(refused.path("userErrors")
                        .valueStream()
                        .map(error -> error.path("code").asString() + " " + error.path("field"))
                        .toList())
                .containsExactly(
                        "INVALID_HANDLE [\"input\",\"handle\"]",
                        "INVALID_DISPLAY_NAME [\"input\",\"displayName\"]",
                        "BIO_TOO_LONG [\"input\",\"bio\"]");
        assertThat(refused.at("/user/displayName").asString()).isEqualTo("ada");
        assertThat(update("ada", Map.of("handle", "BEN", "displayName", "Changed?"))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("HANDLE_TAKEN");
        assertThat(update("ada", Map.of()).at("/user").toString())
                .isEqualTo("{\"handle\":\"ada\",\"displayName\":\"ada\",\"bio\":null}");
    }

    @Test
    void aRegionCanBeSetIsVisibleToOthersAndCanBeCleared() {
        assertThat(region("ben", "ada").isNull()).isTrue();
        assertThat(update("ada", Map.of("region", "IE")).path("userErrors").isEmpty())
                .isTrue();
        assertThat(region("ben", "ada").asString()).isEqualTo("IE");
        for (String wrong : List.of("ie", "XX", "IRL", "", "Ireland")) {
            JsonNode refused = update("ada", Map.of("region", wrong, "bio", "not this either"));
            assertThat(refused.at("/userErrors/0/code").asString()).as(wrong).isEqualTo("INVALID_REGION");
            assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"input\",\"region\"]");
        }
        assertThat(update("ada", Map.of("displayName", "Ada")).at("/user/bio").isNull())
                .isTrue();
        assertThat(region("ben", "ada").asString()).isEqualTo("IE");
        api.as("ada").data("mutation { updateProfile(input: {region: null}) { userErrors { code } } }");
        assertThat(region("ben", "ada").isNull()).isTrue();
    }

    private JsonNode region(String viewer, String handle) {
        return api.as(viewer)
                .data("{ user(by: {handle: \"%s\"}) { region } }".formatted(handle))
                .at("/user/region");
    }

    @Test
    void ofConcurrentClaimsToAHandleExactlyOneSucceeds() throws Exception {
        String[] people = IntStream.range(0, 10).mapToObj(i -> "person" + i).toArray(String[]::new);
        world.people(people);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> claims = threads.invokeAll(Stream.of(people)
                    .<Callable<String>>map(person -> () -> update(person, Map.of("handle", "wanted"))
                            .at("/userErrors/0/code")
                            .asString("done"))
                    .toList());
            List<String> outcomes = claims.stream().map(Future::resultNow).toList();
            assertThat(outcomes).containsOnlyOnce("done");
            assertThat(outcomes.stream().filter("HANDLE_TAKEN"::equals)).hasSize(9);
        }
    }

    @Test
    void settingsHaveDefaultsByAgeAndApplyFromTheNextReadOn() {
        assertThat(settings("ada"))
                .isEqualTo(
                        "{\"ageBand\":\"ADULT\",\"friendRequestsFrom\":\"EVERYONE\",\"friendListVisibleTo\":\"EVERYONE\","
                                + "\"messagesFrom\":\"EVERYONE\",\"suggestByMutualFriends\":true,"
                                + "\"findableBySearch\":true,\"locked\":[]}");
        world.aged("ada", 18);
        assertThat(settings("ada"))
                .isEqualTo("{\"ageBand\":\"FROM_16_TO_17\",\"friendRequestsFrom\":\"FRIENDS_OF_FRIENDS\","
                        + "\"friendListVisibleTo\":\"FRIENDS\",\"messagesFrom\":\"FRIENDS\",\"suggestByMutualFriends\":true,"
                        + "\"findableBySearch\":true,\"locked\":[]}");
        world.aged("ada", 14);
        assertThat(settings("ada"))
                .isEqualTo("{\"ageBand\":\"UNDER_16\",\"friendRequestsFrom\":\"FRIENDS_OF_FRIENDS\","
                        + "\"friendListVisibleTo\":\"FRIENDS\",\"messagesFrom\":\"FRIENDS\",\"suggestByMutualFriends\":true,"
                        + "\"findableBySearch\":false,\"locked\":[\"FRIEND_REQUESTS_FROM\",\"FRIEND_LIST_VISIBLE_TO\","
                        + "\"MESSAGES_FROM\",\"FINDABLE_BY_SEARCH\"]}");
        clock.pass(Duration.ofDays(366 * 2));
        assertThat(settings("ada")).startsWith("{\"ageBand\":\"UNDER_16\"");
        clock.pass(Duration.ofDays(366));
        assertThat(settings("ada")).startsWith("{\"ageBand\":\"FROM_16_TO_17\"");
        clock.pass(Duration.ofDays(366 * 2));
        assertThat(settings("ada")).startsWith("{\"ageBand\":\"ADULT\"");
    }

    @Test
    void settingsLockedByAgeCannotBeLoosenedAndAChangeIsAllOrNothing() {
        world.aged("ada", 14);
        JsonNode refused =
                choose("ada", "messagesFrom: EVERYONE, friendListVisibleTo: ONLY_ME, findableBySearch: true");
        assertThat(refused.path("userErrors")
                        .valueStream()
                        .map(error -> error.path("code").asString() + error.path("field"))
                        .toList())
                .containsExactly(
                        "LOCKED_BY_AGE[\"input\",\"messagesFrom\"]", "LOCKED_BY_AGE[\"input\",\"findableBySearch\"]");
        assertThat(refused.at("/settings/friendListVisibleTo").asString()).isEqualTo("FRIENDS");
        assertThat(choose("ada", "friendListVisibleTo: ONLY_ME")
                        .at("/settings/friendListVisibleTo")
                        .asString())
                .isEqualTo("ONLY_ME");
        // A choice made as an adult has no effect once the user turns out to be younger.
        choose("ben", "messagesFrom: EVERYONE");
        world.aged("ben", 14);
        assertThat(settings("ben")).contains("\"messagesFrom\":\"FRIENDS\"");
    }

    private JsonNode choose(String handle, String choices) {
        return api.as(handle)
                .data("mutation { updatePrivacySettings(input: {" + choices + "}) "
                        + "{ settings { friendListVisibleTo messagesFrom } userErrors { code field } } }")
                .path("updatePrivacySettings");
    }

    private String settings(String handle) {
        return api.as(handle)
                .data("{ viewer { settings { ageBand friendRequestsFrom friendListVisibleTo messagesFrom "
                        + "suggestByMutualFriends findableBySearch locked } } }")
                .at("/viewer/settings")
                .toString();
    }

    private JsonNode update(String handle, Map<String, String> changes) {
        return api.as(handle)
                .data(
                        "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) "
                                + "{ user { handle displayName bio } userErrors { code field message } } }",
                        Map.of("input", changes))
                .path("updateProfile");
    }
}
