package io.mutuals.friend;

import static io.mutuals.FriendMutations.code;
import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.OwnLimitsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Creates, redeems and revokes friend links through the API. */
@OwnLimitsTest
class FriendLinkApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;

    FriendLinkApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo");
    }

    @Test
    void aUserWithTheTokenFindsItsCreatorAndBecomesAFriendOnce() {
        String token = make("ada").path("token").asString();
        api.as("ada")
                .data("mutation { updatePrivacySettings(input: {friendRequestsFrom: NOBODY, "
                        + "findableBySearch: false}) { userErrors { code } } }");
        assertThat(maker("ben", token)).isEqualTo("ada");
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        JsonNode redeemed = redeem("ben", token);
        assertThat(code(redeemed)).isEmpty();
        assertThat(redeemed.at("/user/handle").asString()).isEqualTo("ada");
        assertThat(redeemed.at("/relationship/isFriend").asBoolean()).isTrue();
        assertThat(redeemed.at("/relationship/request").isNull()).isTrue();
        assertThat(code(redeem("ben", token))).isEqualTo("ALREADY_REDEEMED");
        does(api.as("ada"), "unfriend", world.id("ben"));
        assertThat(code(redeem("ben", token)))
                .as("a former friend cannot redeem the link again")
                .isEqualTo("ALREADY_REDEEMED");
        assertThat(code(redeem("cleo", token))).isEmpty();
        assertThat(code(redeem("ada", token))).isEqualTo("SELF");
        assertThat(links("ada").at("/nodes/0/redemptions").asInt()).isEqualTo(2);
        String another = make("ada").path("token").asString();
        assertThat(code(redeem("cleo", another))).isEqualTo("ALREADY_FRIENDS");
    }

    @Test
    void expiredAndRevokedLinksHaveDifferentErrorsAndRevealNoCreator() {
        JsonNode link = make("ada");
        String token = link.path("token").asString();
        clock.pass(Duration.ofDays(7));
        assertThat(code(redeem("ben", token))).isEqualTo("EXPIRED");
        assertThat(redeem("ben", token).path("user").isNull())
                .as("the creator is not revealed")
                .isTrue();
        assertThat(maker("ben", token)).isNull();
        assertThat(links("ada").path("totalCount").asInt()).isZero();

        JsonNode second = make("ada");
        assertThat(revoke("ben", second)).as("only its creator can revoke it").isEqualTo("NOT_FOUND");
        assertThat(revoke("ada", second)).isEmpty();
        assertThat(revoke("ada", second)).isEmpty();
        assertThat(code(redeem("ben", second.path("token").asString()))).isEqualTo("REVOKED");
        assertThat(maker("ben", second.path("token").asString())).isNull();
    }

    @Test
    void aLinkOfAUserBehindABlockDoesNotExist() {
        String token = make("ada").path("token").asString();
        world.block("ada", "ben");
        assertThat(maker("ben", token)).isNull();
        assertThat(redeem("ben", token)).isEqualTo(redeem("ben", "no-such-token"));
        does(api.as("cleo"), "blockUser", world.id("ada"));
        assertThat(redeem("cleo", token)).isEqualTo(redeem("cleo", "no-such-token"));
    }

    @Test
    void linksAreLimitedInNumberAndValidity() {
        assertThat(code(create("ada", clock.instant().plus(Duration.ofDays(91)).toString())))
                .isEqualTo("INVALID_EXPIRY");
        assertThat(code(create("ada", clock.instant().minusSeconds(1).toString())))
                .isEqualTo("INVALID_EXPIRY");
        for (int i = 0; i < 3; i++) {
            make("ada");
        }
        assertThat(code(create("ada", null))).isEqualTo("TOO_MANY_LINKS");
        assertThat(links("ada").path("totalCount").asInt()).isEqualTo(3);
    }

    @Test
    void concurrentRedemptionsByOneUserCountOnce() throws Exception {
        String token = make("ada").path("token").asString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> devices = IntStream.range(0, 20)
                    .<Callable<String>>mapToObj(i -> () -> code(redeem("ben", token)))
                    .toList();
            List<String> codes =
                    threads.invokeAll(devices).stream().map(Future::resultNow).toList();
            assertThat(codes).containsOnlyOnce("").contains("ALREADY_REDEEMED");
        }
        assertThat(world.values("MATCH ()-[r:FRIENDS_WITH|REDEEMED]->() RETURN type(r)"))
                .containsExactlyInAnyOrder("FRIENDS_WITH", "REDEEMED");
    }

    private JsonNode make(String handle) {
        JsonNode made = create(handle, null);
        assertThat(code(made)).isEmpty();
        return made.path("friendLink");
    }

    private JsonNode create(String handle, @Nullable String expiresAt) {
        return api.as(handle)
                .data(
                        "mutation ($input: CreateFriendLinkInput!) { createFriendLink(input: $input) "
                                + "{ friendLink { id token expiresAt } userErrors { code field message } } }",
                        Map.of("input", expiresAt == null ? Map.of() : Map.of("expiresAt", expiresAt)))
                .path("createFriendLink");
    }

    private JsonNode redeem(String handle, String token) {
        return api.as(handle)
                .data(
                        "mutation ($input: RedeemFriendLinkInput!) { redeemFriendLink(input: $input) { user { handle } "
                                + "relationship { isFriend request { sentAt } } userErrors { code field message } } }",
                        Map.of("input", Map.of("token", token)))
                .path("redeemFriendLink");
    }

    private String revoke(String handle, JsonNode link) {
        return code(api.as(handle)
                .data(("mutation { revokeFriendLink(input: {friendLinkId: \"%s\"}) { friendLink { "
                                + "revokedAt } userErrors { code } } }")
                        .formatted(link.path("id").asString()))
                .path("revokeFriendLink"));
    }

    private @Nullable String maker(String viewer, String token) {
        return api.as(viewer)
                .data("{ user(by: {friendLinkToken: \"%s\"}) { handle } }".formatted(token))
                .at("/user/handle")
                .asString(null);
    }

    private JsonNode links(String handle) {
        return api.as(handle)
                .data("{ viewer { friendLinks(first: 10) { totalCount nodes { token redemptions } } } }")
                .at("/viewer/friendLinks");
    }
}
