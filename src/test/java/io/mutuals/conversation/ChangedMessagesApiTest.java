package io.mutuals.conversation;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.says;
import static io.mutuals.Mutations.sends;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import tools.jackson.databind.JsonNode;

/** Edits, unsent messages and reactions. */
@MutualsTest
class ChangedMessagesApiTest {

    private static final long CONVERSATION = 101;

    private final Api api;
    private final World world;
    private final Driver driver;
    private final TestClock clock;
    private final String conversation = World.id("cnv", CONVERSATION);

    ChangedMessagesApiTest(Api api, World world, TestClock clock, Driver driver) {
        this.driver = driver;
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dario", "eve");
        world.group(CONVERSATION, "Climbers", "ada", "ben", "cleo", "dario");
    }

    @Test
    void ownMessagesCanBeEditedForAWhileAndUnsentForGood() {
        String message =
                says(api.as("ada"), conversation, "teh wall").at("/message/id").asString();
        String secret = "unique-secret-text";
        assertThat(code(edit("ben", message, "mine"))).isEqualTo("NOT_YOURS");
        JsonNode edited = edit("ada", message, secret);
        assertThat(edited.at("/message/body").asString()).isEqualTo(secret);
        assertThat(edited.at("/message/editedAt").isNull()).isFalse();
        assertThat(permissions("ada", message)).isEqualTo("{\"edit\":true,\"unsend\":true,\"react\":true}");

        clock.pass(Duration.ofMinutes(16));
        assertThat(code(edit("ada", message, "later"))).isEqualTo("EDIT_WINDOW_OVER");
        assertThat(permissions("ada", message)).isEqualTo("{\"edit\":false,\"unsend\":true,\"react\":true}");
        sends(api.as("ben"), conversation, "r", Map.of("body", "an answer", "replyTo", message));
        does(api.as("ben"), "addReaction", Map.of("messageId", message, "emoji", "👍"), "message { id }");

        JsonNode unsent = does(
                api.as("ada"),
                "unsendMessage",
                Map.of("messageId", message),
                "message { seq body unsentAt reactions { emoji } }");
        assertThat(unsent.at("/message/seq").asInt()).isEqualTo(1);
        assertThat(unsent.at("/message/body").isNull()).isTrue();
        assertThat(unsent.at("/message/unsentAt").isNull()).isFalse();
        assertThat(unsent.at("/message/reactions")).isEmpty();
        assertThat(code(does(api.as("ada"), "unsendMessage", Map.of("messageId", message), "message { id }")))
                .isEmpty();
        assertThat(code(edit("ada", message, "back"))).isEqualTo("UNSENT");
        assertThat(code(sends(api.as("ben"), conversation, "r2", Map.of("body", "x", "replyTo", message))))
                .isEqualTo("REPLY_NOT_FOUND");
        assertThat(world.values("MATCH (n) RETURN properties(n)").toString()).doesNotContain(secret);
        JsonNode all = api.as("ben").data("""
                { node(id: "%s") { ... on Conversation { messages(first: 10) { totalCount nodes { seq body
                  replyTo { seq body } } } } } }
                """.formatted(conversation));
        assertThat(all.at("/node/messages/totalCount").asInt()).isEqualTo(2);
        assertThat(all.at("/node/messages/nodes/1/replyTo").toString()).isEqualTo("{\"seq\":1,\"body\":null}");
        assertThat(sends(api.as("ada"), conversation, message(message), Map.of("body", "teh wall"))
                        .at("/replayed")
                        .asBoolean())
                .isTrue();
    }

    private String message(String id) {
        return api.as("ada")
                .data("{ node(id: \"%s\") { ... on Message { clientMessageId } } }".formatted(id))
                .at("/node/clientMessageId")
                .asString();
    }

    private JsonNode edit(String who, String message, String body) {
        return does(
                api.as(who), "editMessage", Map.of("messageId", message, "body", body), "message { body editedAt }");
    }

    private String permissions(String viewer, String message) {
        return api.as(viewer)
                .data("{ node(id: \"%s\") { ... on Message { viewerCan { edit unsend react } } } }".formatted(message))
                .at("/node/viewerCan")
                .toString();
    }

    @Test
    void eachUserReactsOnceWithEachEmojiUnderConcurrentToggles() throws Exception {
        String message =
                says(api.as("ada"), conversation, "look").at("/message/id").asString();
        for (String bad : List.of("", "x", "👍👍", "nice 👍", ":+1:")) {
            assertThat(code(react("ben", "addReaction", message, bad))).as(bad).isEqualTo("INVALID_EMOJI");
        }
        for (String good : List.of("❤️", "👍🏽", "👩‍👩‍👧‍👦", "🇩🇪", "3️⃣", "🏴‍☠️")) {
            assertThat(code(react("cleo", "addReaction", message, good)))
                    .as(good)
                    .isEmpty();
        }
        ConcurrentCalls.call(40, call -> react("ben", call % 2 == 0 ? "addReaction" : "removeReaction", message, "👍"));

        assertThat(world.values("MATCH (:User {handle: 'ben'})-[r:REACTED]->() RETURN count(r)")
                        .getFirst())
                .isIn(0L, 1L);
        react("ben", "addReaction", message, "👍");
        react("ada", "addReaction", message, "👍");
        JsonNode thumbs = reactions("ada", message).stream()
                .filter(found -> found.at("/emoji").asString().equals("👍"))
                .findFirst()
                .orElseThrow();
        assertThat(thumbs.at("/count").asInt()).isEqualTo(2);
        assertThat(thumbs.at("/users").size()).isEqualTo(2);
        assertThat(thumbs.at("/viewerHasReacted").asBoolean()).isTrue();

        world.block("ada", "ben");
        assertThat(reactions("ada", message).stream()
                        .filter(found -> found.at("/emoji").asString().equals("👍"))
                        .findFirst()
                        .orElseThrow()
                        .at("/count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anEmojiIsOneReactionWithAndWithoutItsVariationSelector() {
        String message =
                says(api.as("ada"), conversation, "look").at("/message/id").asString();
        for (String emoji : List.of("👍", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿")) {
            String bare = emoji.replace("\uFE0F", "");
            assertThat(code(react("ada", "addReaction", message, bare)))
                    .as(emoji)
                    .isEmpty();
            assertThat(code(react("ada", "addReaction", message, emoji))).isEmpty();
            assertThat(code(react("ben", "addReaction", message, bare + "\uFE0F")))
                    .as("%s with a selector", emoji)
                    .isEmpty();
        }
        assertThat(reactions("ada", message).stream()
                        .map(found -> found.at("/emoji").asString()
                                + found.at("/count").asInt()))
                .containsExactly("👍2", "❤️2", "🏴󠁧󠁢󠁥󠁮󠁧󠁿2");
        for (String part : List.of("🇩", "🏽", "1", "🇿🇿", "👍\u200D1")) {
            assertThat(code(react("ben", "addReaction", message, part)))
                    .as(part)
                    .isEqualTo("INVALID_EMOJI");
        }
        react("ada", "removeReaction", message, "❤");
        react("ben", "removeReaction", message, "❤️");
        assertThat(reactions("ada", message)).hasSize(2);
    }

    @Test
    void earlierReactionsAreMigratedToOneFormAndCountOnce() {
        String message =
                says(api.as("ada"), conversation, "look").at("/message/id").asString();
        world.run("""
                MATCH (m:Message {seq: 1}), (ada:User {handle: 'ada'}), (ben:User {handle: 'ben'})
                CREATE (ada)-[:REACTED {emoji: $bare, at: datetime('2026-01-02T00:00:00Z')}]->(m),
                  (ada)-[:REACTED {emoji: $heart, at: datetime('2026-01-01T00:00:00Z')}]->(m),
                  (ben)-[:REACTED {emoji: $bare, at: datetime('2026-01-03T00:00:00Z')}]->(m),
                  (ben)-[:REACTED {emoji: $part, at: datetime('2026-01-04T00:00:00Z')}]->(m)
                """, Map.of("bare", "❤", "heart", "❤️", "part", "🇩"));

        try (Session session = driver.session()) {
            ReactionFormMigration.migrate(session);
        }

        assertThat(reactions("ada", message).stream()
                        .map(found -> found.at("/emoji").asString()
                                + found.at("/count").asInt()))
                .containsExactly("❤️2", "🇩1");
        assertThat(world.values("MATCH (:User {handle: 'ada'})-[r:REACTED]->() RETURN toString(r.at)"))
                .containsExactly("2026-01-01T00:00:00Z");
        react("ben", "removeReaction", message, "🇩");
        assertThat(reactions("ada", message)).hasSize(1);
    }

    private JsonNode react(String who, String mutation, String message, String emoji) {
        return does(api.as(who), mutation, Map.of("messageId", message, "emoji", emoji), "message { id }");
    }

    private List<JsonNode> reactions(String viewer, String message) {
        return api.as(viewer)
                .data(("{ node(id: \"%s\") { ... on Message { reactions { emoji count viewerHasReacted "
                                + "users { handle } } } } }")
                        .formatted(message))
                .at("/node/reactions")
                .valueStream()
                .toList();
    }
}
