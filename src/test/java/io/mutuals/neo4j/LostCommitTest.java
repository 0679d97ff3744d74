package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.FaultProxy;
import io.mutuals.FriendMutations;
import io.mutuals.Lane;
import io.mutuals.Mutations;
import io.mutuals.ProxiedTest;
import io.mutuals.World;
import io.mutuals.conversation.ConversationChanged;
import io.mutuals.friend.FriendRequestSent;
import io.mutuals.friend.FriendshipEnded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import tools.jackson.databind.JsonNode;

/** Changes that are committed while the answer to the commit is lost, so that the driver runs them again. */
@ProxiedTest
class LostCommitTest {

    private final Api api;
    private final World world;
    private final ConfigurableApplicationContext context;
    private final FaultProxy neo4j = Lane.SECOND.neo4jProxy();
    private final List<Object> published = new CopyOnWriteArrayList<>();
    private final ApplicationListener<ApplicationEvent> listener = new ApplicationListener<>() {
        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            if (event instanceof PayloadApplicationEvent<?> happened) {
                published.add(happened.getPayload());
            }
        }
    };

    LostCommitTest(Api api, World world, ConfigurableApplicationContext context) {
        this.api = api;
        this.world = world;
        this.context = context;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dario");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.as("ada")
                        .ask("mutation { updateProfile(input: {displayName: \"Ada\"}) { userErrors { code } } }")
                        .code()
                        .isEmpty());
        context.addApplicationListener(listener);
    }

    @AfterEach
    void flowAgain() {
        neo4j.flow();
        context.removeApplicationListener(listener);
    }

    @Test
    void theyAreAnsweredAsDoneAndPublishedOnce() {
        assertDone(
                FriendRequestSent.class,
                () -> FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("dario")));
        assertDone(FriendshipEnded.class, () -> FriendMutations.does(api.as("ada"), "unfriend", world.id("cleo")));
        world.group(7, "Us", "ben", "ada");
        Mutations.says(api.as("ben"), World.id("cnv", 7), "hello"); // so that its statements are planned
        assertDone(ConversationChanged.class, () -> Mutations.says(api.as("ada"), World.id("cnv", 7), "hi"));
        assertDone(
                ConversationChanged.class,
                () -> Mutations.does(
                        api.as("ada"),
                        "leaveConversation",
                        Map.of("conversationId", World.id("cnv", 7)),
                        "clientMutationId"));
        assertThat(world.values("MATCH (:User {id: %d})-[r:REQUESTED]->() RETURN 1".formatted(world.number("ada"))))
                .hasSize(1);
        assertThat(world.values("MATCH (c:Conversation {id: 7}) RETURN [c.lastSeq, c.lastEvent]"))
                .as("two messages, that ada has read the first with hers, and that ada left")
                .isEqualTo(List.of(List.of(2L, 4L)));
    }

    private void assertDone(Class<?> event, Supplier<JsonNode> change) {
        int lost = neo4j.lostCommits();
        published.clear();
        neo4j.loseNextCommit();
        JsonNode payload = change.get();
        assertThat(neo4j.lostCommits()).isEqualTo(lost + 1);
        assertThat(payload.path("userErrors")).as(payload.toString()).isEmpty();
        assertThat(published).filteredOn(event::isInstance).hasSize(1);
    }
}
