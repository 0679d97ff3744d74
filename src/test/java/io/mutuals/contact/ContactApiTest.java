package io.mutuals.contact;

import static io.mutuals.FriendMutations.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.OwnLimitsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Syncs and matches address books through the API, and asserts that they reveal nothing else. */
@OwnLimitsTest
class ContactApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;

    ContactApiTest(Api api, World world, TestClock clock) {
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
    void usersMatchWhenBothOptedInAndEachHasTheOther() throws Exception {
        sync("ada", "ben", "cleo");
        assertThat(matches("ada")).isEmpty();
        sync("ben", "ada");
        assertThat(matches("ada")).as("ada synced before ben opted in").isEmpty();
        sync("ada", "ben", "cleo");
        assertThat(matches("ada")).containsExactly("ben");
        assertThat(matches("ben")).containsExactly("ada");
        sync("cleo");
        sync("ada", "ben", "cleo");
        assertThat(matches("ada")).as("cleo does not have ada").containsExactly("ben");
        assertThat(matches("cleo")).isEmpty();
        world.block("ben", "ada");
        assertThat(matches("ada")).isEmpty();
        assertThat(matches("ben")).isEmpty();
    }

    @Test
    void hitAndMissLookAlikeAndNothingIsStoredAboutNonMembers() throws Exception {
        sync("ben");
        JsonNode hit = sync("ada", hash(LocalTokens.email(world.id("ben"))));
        JsonNode miss = sync("cleo", hash("unknown@else.example"));
        assertThat(hit.path("userErrors")).isEqualTo(miss.path("userErrors"));
        assertThat(hit.toString().length()).isEqualTo(miss.toString().length());
        assertThat(world.values("MATCH (h:ContactHash) RETURN h.value"))
                .containsExactlyInAnyOrder(
                        hash(LocalTokens.email(world.id("ada"))),
                        hash(LocalTokens.email(world.id("ben"))),
                        hash(LocalTokens.email(world.id("cleo"))));
    }

    @Test
    void optingOutDeletesEverythingDerived() throws Exception {
        sync("ben", "ada");
        sync("ada", "ben");
        sync("ben", "ada");
        assertThat(matches("ben")).containsExactly("ada");
        JsonNode gone = api.as("ada")
                .data("mutation { deleteContacts(input: {}) { contactSync { enabled syncedAt } userErrors { code } } }")
                .path("deleteContacts");
        assertThat(gone.at("/contactSync").toString()).isEqualTo("{\"enabled\":false,\"syncedAt\":null}");
        assertThat(matches("ben")).isEmpty();
        assertThat(world.values("MATCH ()-[k:KNOWS]->() RETURN k")).isEmpty();
        assertThat(world.values("MATCH (h:ContactHash) RETURN h.value"))
                .containsExactly(hash(LocalTokens.email(world.id("ben"))));
    }

    @Test
    void syncsAreLimitedInNumberAndSize() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(code(sync("ada", "ben"))).isEmpty();
        }
        JsonNode limited = sync("ada", "ben");
        assertThat(code(limited)).isEqualTo("RATE_LIMITED");
        Instant resetAt = Instant.parse(limited.at("/userErrors/0/resetAt").asString());
        clock.pass(Duration.between(clock.instant(), resetAt));
        assertThat(code(sync("ada", "ben"))).isEmpty();
        assertThat(code(syncHashes("ben", List.of("nonsense")))).isEqualTo("INVALID_HASH");
        assertThat(code(syncHashes("ben", Collections.nCopies(1_001, hash("x")))))
                .isEqualTo("TOO_MANY_CONTACTS");
    }

    /** @param contacts handles of users, or hashes */
    private JsonNode sync(String handle, String... contacts) {
        return syncHashes(
                handle,
                Stream.of(contacts)
                        .map(contact -> contact.length() == 64 ? contact : hash(LocalTokens.email(world.id(contact))))
                        .toList());
    }

    private JsonNode syncHashes(String handle, List<String> hashes) {
        return api.as(handle)
                .data(
                        "mutation ($input: SyncContactsInput!) { syncContacts(input: $input) { contactSync { enabled } "
                                + "userErrors { code field message resetAt } } }",
                        Map.of("input", Map.of("hashes", hashes)))
                .path("syncContacts");
    }

    private List<String> matches(String handle) {
        JsonNode found = api.as(handle)
                .data("{ viewer { contactMatches(first: 10) { totalCount nodes { handle } } } }")
                .at("/viewer/contactMatches");
        List<String> handles = found.path("nodes")
                .valueStream()
                .map(node -> node.path("handle").asString())
                .toList();
        assertThat(found.path("totalCount").asInt()).isEqualTo(handles.size());
        return handles;
    }

    /** Hashes an address as the schema describes it. */
    private String hash(String email) {
        String salt = api.as("ada")
                .data("{ viewer { contactSync { salt } } }")
                .at("/viewer/contactSync/salt")
                .asString();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((salt + ":mailto:" + email).getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
