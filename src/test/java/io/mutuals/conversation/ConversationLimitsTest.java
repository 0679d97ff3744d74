package io.mutuals.conversation;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static io.mutuals.Mutations.sends;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.OwnLimitsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Limits on opening conversations, adding participants and sending messages. */
@OwnLimitsTest
class ConversationLimitsTest {

    private final Api api;
    private final World world;
    private final TestClock clock;

    ConversationLimitsTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @Test
    void openingInvitingAndSendingAreLimitedAndARetryCostsNothing() {
        world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:open_conversation");
        JsonNode refused =
                does(api.as("ada"), "openDirectConversation", Map.of("userId", world.id("ben")), "conversation { id }");
        assertThat(code(refused)).isEqualTo("RATE_LIMITED");
        assertThat(code(createGroup())).isEqualTo("RATE_LIMITED");
        clock.pass(Duration.ofHours(1));
        String direct = opens(api.as("ada"), world.id("ben"));
        world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:open_conversation");
        assertThat(opens(api.as("ada"), world.id("ben"))).isEqualTo(direct);

        world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:send_message");
        JsonNode tooMuch = api.as("ada").data("""
                        mutation { sendMessage(input: {conversationId: "%s", clientMessageId: "k", body: "x"}) {
                          userErrors { code resetAt } } }
                        """.formatted(direct)).at("/sendMessage/userErrors/0");
        assertThat(tooMuch.at("/code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(Instant.parse(tooMuch.at("/resetAt").asString())).isAfter(clock.instant());
        clock.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 70; i++) {
            assertThat(code(sends(api.as("ada"), direct, "same", Map.of("body", "x"))))
                    .isEmpty();
        }
        int sent = 0;
        while (sent < 1_000 && code(says(api.as("ada"), direct, "m" + sent)).isEmpty()) {
            sent++;
        }
        assertThat(sent).isBetween(59, 999);
    }

    private JsonNode createGroup() {
        return does(
                api.as("ada"),
                "createGroup",
                Map.of("title", "G", "userIds", List.of(world.id("ben"))),
                "conversation { id }");
    }
}
