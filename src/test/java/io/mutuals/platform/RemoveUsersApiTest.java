package io.mutuals.platform;

import static io.mutuals.platform.Rows.NOON;
import static io.mutuals.platform.Rows.ROW;
import static io.mutuals.platform.Rows.codes;
import static io.mutuals.platform.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.erasure.Erasures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The platform removes users, and takes it back. */
@MutualsTest
class RemoveUsersApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Erasures erasures;
    private final String subject = "auth0|" + UUID.randomUUID();
    private final String token = LocalTokens.mint(subject, Duration.ofDays(300));

    RemoveUsersApiTest(Api api, World world, TestClock clock, Erasures erasures) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.erasures = erasures;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada");
        assertThat(codes(put("putUsers", List.of(user("u1", "first", NOON, subject), user("u2", "second", NOON)))))
                .containsOnly("APPLIED");
    }

    @Test
    void aRemovedUserIsHiddenAtOnceAndMayNotReturn() {
        assertThat(seen("first")).isTrue();
        assertThat(remove("u1", NOON.plusSeconds(1))).containsExactly("APPLIED");
        assertThat(remove("u1", NOON.plusSeconds(1))).as("repeated").containsExactly("APPLIED");
        assertThat(seen("first")).isFalse();
        assertThat(seen("second")).isTrue();

        assertThat(api.with(token).ask("{ viewer { user { id } } }").code()).isEqualTo("ACCOUNT_DEACTIVATED");
        JsonNode refused = Mutations.does(
                api.with(token), "reactivateAccount", Map.of(), "account { state canReactivate deletionDueAt }");
        assertThat(Mutations.code(refused)).isEqualTo("REMOVED");
        assertThat(refused.at("/account/state").asString()).isEqualTo("REMOVED");
        assertThat(refused.at("/account/canReactivate").asBoolean()).isFalse();
    }

    @Test
    void theLatestChangeOfAKeyWins() {
        assertThat(remove("u1", NOON.minusSeconds(1))).containsExactly("OUTDATED");
        assertThat(seen("first")).isTrue();
        remove("u1", NOON.plusSeconds(10));
        assertThat(codes(put("putUsers", List.of(user("u1", "late", NOON.plusSeconds(5))))))
                .containsExactly("OUTDATED");
        assertThat(seen("first")).isFalse();
        String before = id("u1", NOON.plusSeconds(20));
        assertThat(seen("first")).as("a later row takes the removal back").isTrue();
        assertThat(id("u1", NOON.plusSeconds(30))).isEqualTo(before);
        assertThat(api.with(token).data("{ viewer { account { state } } }").toString())
                .contains("ACTIVE");
    }

    @Test
    void aKeyOfNoUserIsRememberedAsRemoved() {
        assertThat(remove("u9", NOON)).containsExactly("APPLIED");
        assertThat(codes(put("putUsers", List.of(user("u9", "ninth", NOON.minusSeconds(1))))))
                .containsExactly("OUTDATED");
        assertThat(codes(put("putUsers", List.of(user("u9", "ninth", NOON.plusSeconds(1))))))
                .containsExactly("APPLIED");
    }

    @Test
    void afterTheErasureALaterRowCreatesANewUser() {
        String before = id("u1", NOON.plusSeconds(1));
        remove("u1", NOON.plusSeconds(2));
        clock.pass(Duration.ofDays(31));
        erasures.deleteAll();
        assertThat(codes(put("putUsers", List.of(user("u1", "first", NOON.plusSeconds(1))))))
                .containsExactly("OUTDATED");
        assertThat(id("u1", NOON.plusSeconds(3))).isNotEqualTo(before);
        assertThat(seen("first")).isTrue();
    }

    @Test
    void noRowBringsAUserBackWhoHasDeletedTheirAccount() {
        Mutations.does(api.with(token), "deleteAccount", Map.of("handle", "first"), "account { state }");
        assertThat(codes(put("putUsers", List.of(user("u1", "first", NOON.plusSeconds(1))))))
                .containsExactly("DELETED");
        clock.pass(Duration.ofDays(31));
        erasures.deleteAll();
        assertThat(codes(put("putUsers", List.of(user("u1", "first", NOON.plusSeconds(2))))))
                .containsExactly("DELETED");
        assertThat(remove("u1", NOON.plusSeconds(3))).containsExactly("APPLIED");
        assertThat(world.values("MATCH (u:User {handle: 'first'}) RETURN u")).isEmpty();
    }

    @Test
    void aDeactivatedUserStaysHiddenAndGetsTheProfile() {
        Mutations.does(api.with(token), "deactivateAccount", Map.of(), "account { state }");
        assertThat(codes(put("putUsers", List.of(user("u1", "renamed", NOON.plusSeconds(1))))))
                .containsExactly("APPLIED");
        assertThat(seen("renamed")).isFalse();
        Mutations.does(api.with(token), "reactivateAccount", Map.of(), "account { state }");
        assertThat(seen("renamed")).isTrue();
    }

    @Test
    void tooManyRowsAreRefusedAsAWhole() {
        List<Map<String, Object>> rows = IntStream.rangeClosed(0, 500)
                .mapToObj(number -> Map.<String, Object>of("key", "k" + number, "changedAt", NOON.toString()))
                .toList();
        JsonNode refused = put("removeUsers", rows);
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("TOO_MANY_ROWS");
        assertThat(world.values("MATCH (k:PlatformKey {key: 'k0'}) RETURN k")).isEmpty();
    }

    private JsonNode put(String mutation, List<Map<String, Object>> rows) {
        return Rows.put(api, mutation, rows, ROW);
    }

    private List<String> remove(String key, Instant at) {
        return codes(put("removeUsers", List.of(Map.of("key", key, "changedAt", at.toString()))));
    }

    /** Puts the first user again, and returns the id. */
    private String id(String key, Instant at) {
        return Rows.put(api, "putUsers", List.of(user(key, "first", at)), "userId " + ROW)
                .at("/rows/0/userId")
                .asString();
    }

    private boolean seen(String handle) {
        return !api.as("ada")
                .data("{ user(by: {handle: \"%s\"}) { id } }".formatted(handle))
                .path("user")
                .isNull();
    }
}
