package io.mutuals.comment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** After random changes, every count is the number of comments that its viewer reads. */
@MutualsTest
class CommentCountsTest {

    private static final List<String> PEOPLE = List.of("ada", "ben", "cleo", "dan", "erin");
    private static final int CHANGES = 120;

    private final World world;
    private final CommentCalls comments;

    CommentCountsTest(Api api, World world) {
        this.world = world;
        this.comments = new CommentCalls(api);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsEqualWhatIsRead(long seed) {
        Random random = new Random(seed);
        world.clear();
        world.people(PEOPLE.toArray(String[]::new)).video(CommentCalls.VIDEO, "cleo", "clip");
        List<String> made = new ArrayList<>();
        for (int change = 0; change < CHANGES; change++) {
            change(random, made);
            if (change % 30 == 29) {
                for (String handle : PEOPLE) {
                    assertThatCountsAreRight(handle, "seed " + seed + ", change " + change);
                }
            }
        }
        assertThat(made).hasSizeGreaterThan(30);
    }

    private void change(Random random, List<String> made) {
        world.forgetEverythingCached(); // the limits
        String handle = PEOPLE.get(random.nextInt(PEOPLE.size()));
        String any = made.isEmpty() ? World.id("cmt", 1) : made.get(random.nextInt(made.size()));
        JsonNode payload = switch (random.nextInt(10)) {
            case 0, 1 -> comments.create(handle, "k" + random.nextInt(), Map.of("body", "thread"));
            case 2, 3, 4, 5 ->
                comments.create(handle, "k" + random.nextInt(), Map.of("body", "answer", "replyToId", any));
            case 6, 7 -> comments.change(random.nextBoolean() ? "cleo" : handle, "deleteComment", any);
            case 8 -> comments.policy("cleo", random.nextInt(3) == 0 ? "APPROVAL" : "EVERYONE");
            default -> comments.change("cleo", "approveComment", any);
        };
        String id = payload.at("/comment/id").asString("");
        if (!id.isEmpty() && !made.contains(id)) {
            made.add(id);
        }
        if (random.nextInt(25) == 0) {
            String other = PEOPLE.get(random.nextInt(PEOPLE.size()));
            if (!other.equals(handle) && !other.equals("cleo") && !handle.equals("cleo")) {
                world.block(handle, other);
            }
        }
    }

    private void assertThatCountsAreRight(String handle, String when) {
        JsonNode video = comments.video(
                handle,
                "commentCount comments(first: 100) { totalCount nodes { state replyCount replies(first: 100) { "
                        + "totalCount "
                        + "nodes { state } } } } pendingComments(first: 100) { totalCount nodes { state } }");
        int listed = 0;
        JsonNode threads = video.at("/comments/nodes");
        for (JsonNode thread : threads) {
            int answers = thread.at("/replies/nodes").size();
            assertThat(thread.path("replyCount").asInt()).as(when).isEqualTo(answers);
            assertThat(thread.at("/replies/totalCount").asInt()).as(when).isEqualTo(answers);
            listed += answers + (thread.path("state").asString().equals("PUBLISHED") ? 1 : 0);
        }
        assertThat(video.path("commentCount").asInt())
                .as("%s: %s", when, handle)
                .isEqualTo(listed);
        assertThat(video.at("/comments/totalCount").asInt()).as(when).isEqualTo(threads.size());
        assertThat(video.at("/pendingComments/totalCount").asInt())
                .as(when)
                .isEqualTo(video.at("/pendingComments/nodes").size());
    }
}
