package io.mutuals.conversation.events;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Typing indicators and their visibility. */
@MutualsTest
class TypingApiTest {

    private static final long CONVERSATION = 101;

    private final Api api;
    private final World world;
    private final String conversation = World.id("cnv", CONVERSATION);
    private final ConversationEventQueries events;

    TypingApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
        this.events = new ConversationEventQueries(api, conversation);
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dario");
        world.group(CONVERSATION, "Climbers", "ada", "ben", "cleo");
    }

    @Test
    void typingIsShownToParticipantsWhoMaySeeItAndExpires() {
        world.block("cleo", "ada");
        try (LiveSocket ben = events.socket("ben", null);
                LiveSocket cleo = events.socket("cleo", null)) {
            ben.data();
            cleo.data();
            typing("ada", true);

            assertThat(ConversationEventQueries.told(ben.data().at("/conversationEvents/events/0")))
                    .isEqualTo("TypingChanged [{\"handle\":\"ada\"}]");
            assertThat(api.as("ben")
                            .data("{ node(id: \"%s\") { ... on Conversation { typing { handle } } } }"
                                    .formatted(conversation))
                            .at("/node/typing")
                            .toString())
                    .isEqualTo("[{\"handle\":\"ada\"}]");
            assertThat(ConversationEventQueries.told(ben.data().at("/conversationEvents/events/0")))
                    .isEqualTo("TypingChanged []");
            typing("ada", true);
            assertThat(ConversationEventQueries.told(ben.data().at("/conversationEvents/events/0")))
                    .isEqualTo("TypingChanged [{\"handle\":\"ada\"}]");
            typing("ada", false);
            assertThat(ConversationEventQueries.told(ben.data().at("/conversationEvents/events/0")))
                    .isEqualTo("TypingChanged []");
            assertThat(cleo.poll(Duration.ofMillis(200))).isNull();
        }
        assertThat(code(does(
                        api.as("dario"),
                        "setTyping",
                        Map.of("conversationId", conversation, "typing", true),
                        "conversation { id }")))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void aUserWithPresenceOffNeitherShowsNorSeesTyping() {
        typing("ada", true);
        typing("ben", true);
        assertThat(writing("ben")).isEqualTo("[{\"handle\":\"ada\"}]");
        assertThat(writing("cleo")).isEqualTo("[{\"handle\":\"ada\"},{\"handle\":\"ben\"}]");
        api.as("ada").data("mutation { updatePrivacySettings(input: {showPresence: false}) { userErrors { code } } }");
        assertThat(writing("ben")).isEqualTo("[]");
        assertThat(writing("cleo")).isEqualTo("[{\"handle\":\"ben\"}]");
        assertThat(writing("ada")).isEqualTo("[]");
    }

    @Test
    void reportingTheEndOfTypingIsLimitedToo() {
        IntStream.range(0, 30).forEach(i -> typing("ada", false));
        assertThat(code(does(
                        api.as("ada"),
                        "setTyping",
                        Map.of("conversationId", conversation, "typing", false),
                        "conversation { id }")))
                .isEqualTo("RATE_LIMITED");
    }

    private String writing(String who) {
        return api.as(who)
                .data("{ node(id: \"%s\") { ... on Conversation { typing { handle } } } }".formatted(conversation))
                .at("/node/typing")
                .toString();
    }

    private void typing(String who, boolean typing) {
        assertThat(code(does(
                        api.as(who),
                        "setTyping",
                        Map.of("conversationId", conversation, "typing", typing),
                        "conversation { id }")))
                .isEmpty();
    }
}
