package io.mutuals.conversation.events;

import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.GuideExamples;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The examples in docs/conversations.md and the README work, from top to bottom. */
@MutualsTest
class ConversationsGuideTest {

    private final Api api;
    private final World world;

    ConversationsGuideTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").people("cleo");
    }

    @Test
    void theExamplesOfTheGuideWork() {
        String conversation = opens(api.as("ada"), world.id("ben"));
        String cursor =
                api.as("ada").data("{ sync { cursor } }").at("/sync/cursor").asString();
        String message =
                says(api.as("ada"), conversation, "hello").at("/message/id").asString();
        says(api.as("ben"), conversation, "hello yourself");

        List<JsonNode> answers = GuideExamples.run(
                api,
                LocalTokens.mint(world.number("ada")),
                GuideExamples.of(Path.of("docs", "conversations.md")),
                Map.of(
                        "user",
                        world.id("ben"),
                        "conversation",
                        conversation,
                        "message",
                        message,
                        "cursor",
                        cursor,
                        "key",
                        "6f1c2a52-7d0e-4d41-9b7e-0f6f3f0c9a11"));

        assertThat(answers).hasSize(9);
        assertThat(answers.get(2).at("/sendMessage/message/seq").asInt()).isEqualTo(3);
        assertThat(answers.get(3).at("/sync/viewer/conversations/nodes")).hasSize(2);
        assertThat(answers.get(4).at("/inboxEvents/events").toString()).contains("hello yourself", "at six");
        assertThat(answers.get(5).at("/conversationEvents/events").toString()).contains("hello yourself", "at six");
        assertThat(answers.get(6).at("/sync/events").toString()).contains("hello yourself", "at six");
        assertThat(answers.get(7).at("/markRead/conversation/unreadCount").asInt(-1))
                .isZero();
        assertThat(answers.get(8).at("/editMessage/message/body").asString()).isEqualTo("At the wall at seven?");
    }

    @Test
    void theExamplesOfTheReadmeWork() {
        String conversation = opens(api.as("ada"), world.id("ben"));
        List<String> examples = GuideExamples.of(Path.of("README.md")).stream()
                .map(example -> example.replace("usr_…", world.id("cleo")).replace("cnv_…", conversation))
                .toList();

        List<JsonNode> answers = GuideExamples.run(api, LocalTokens.mint(world.number("ada")), examples, Map.of());

        assertThat(answers).hasSize(4);
        assertThat(answers.get(0).at("/viewer/peopleYouMayKnow").has("nodes")).isTrue();
        assertThat(answers.get(2).at("/sendMessage/message/seq").asInt()).isEqualTo(1);
        assertThat(answers.get(3).at("/inboxEvents").has("cursor")).isTrue();
    }
}
