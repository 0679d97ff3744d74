package io.mutuals.suggestion.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.conversation.SharedGroups;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import io.mutuals.video.Video;
import io.mutuals.video.VideoProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Value;

/** Evidence at the moment of reading, each kind by its expression. */
@MutualsTest
class EvidenceTest {

    private final World world;
    private final Graph graph;
    private final Map<String, Object> parameters;

    EvidenceTest(World world, Graph graph, SourceProperties sources, VideoProperties videos) {
        this.world = world;
        this.graph = graph;
        this.parameters = Map.of("evidence", Evidence.parameter(sources, videos));
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
        world.people("ada", "ben", "cleo", "dora");
    }

    @Test
    void theSmallestSharedGroupIsNamedWithItsLastMessage() {
        world.group(1, "Three", "ada", "ben", "cleo")
                .group(2, "Two", "ada", "ben")
                .group(3, "Pair", "ben", "ada");
        world.says(3, "ben", "hi").says(2, "ben", "hello");

        SharedConversationReason reason = shared("ada", "ben");
        assertThat(reason).isNotNull();
        assertThat(reason.count()).isEqualTo(3);
        assertThat(reason.conversation().title()).isEqualTo("Two");
        assertThat(Objects.requireNonNull(reason.conversation().lastMessage()).body())
                .isEqualTo("hello");
        assertThat(reason.text()).isEqualTo("You are both in Two and 2 other groups");
        assertThat(Objects.requireNonNull(shared("ada", "cleo")).text()).isEqualTo("You are both in Three");
        assertThat(shared("ada", "dora")).isNull();
        assertThat(shared("ada", "ada")).isNull();
    }

    @Test
    void aSharedGroupIsNoEvidenceIfItIsTooLargeOrOneHasNotAcceptedItOrDisallowsIt() {
        world.group(1, "All", "ada", "ben");
        world.set("ben", "suggestBySharedConversations", false);
        assertThat(shared("ada", "ben")).isNull();
        assertThat(shared("ben", "ada")).isNotNull();
        world.set("ben", "suggestBySharedConversations", true).state("ben", 1, "REQUEST");
        assertThat(shared("ada", "ben")).isNull();
        assertThat(shared("ben", "ada")).isNull();
        world.state("ben", 1, "ACTIVE");
        IntStream.range(0, 48).forEach(i -> world.joins("crowd" + i, 1));
        assertThat(shared("ada", "ben")).isNotNull();
        world.joins("cleo", 1);
        assertThat(shared("ada", "ben")).isNull();
        world.group(2, "Small", "ada", "ben");
        assertThat(Objects.requireNonNull(shared("ada", "ben")).count()).isEqualTo(2);
        world.aged("ben", 17);
        assertThat(shared("ada", "ben")).isNull();
    }

    @Test
    void theViewersLatestRareLikesInCommonAreNamed() {
        for (long video = 1; video <= 5; video++) {
            world.video(video, "dora", "video " + video).like("ben", video);
        }
        world.like("ada", 4)
                .like("ada", 1)
                .like("ada", 2)
                .like("ada", 3)
                .like("ada", 5)
                .like("cleo", 1);
        IntStream.range(0, 50).forEach(i -> world.like("fan" + i, 5));

        VideoTasteReason reason = taste("ada", "ben");
        assertThat(reason).isNotNull();
        assertThat(reason.count()).isEqualTo(4);
        assertThat(reason.sample().stream().map(Video::caption)).containsExactly("video 3", "video 2", "video 1");
        assertThat(reason.text()).isEqualTo("You both like 4 videos that few people know");
        assertThat(taste("ada", "cleo")).as("one is too few").isNull();
        world.set("ben", "suggestByVideoTaste", false);
        assertThat(taste("ada", "ben")).isNull();
        world.set("ben", "suggestByVideoTaste", true).aged("ada", 15);
        assertThat(taste("ada", "ben")).isNull();
        world.aged("ada", 30).block("dora", "ada");
        assertThat(taste("ada", "ben")).as("the author is hidden").isNull();
    }

    @Test
    void contactsAreEvidenceIfEachHasTheOther() {
        world.knows("ada", "ben");
        assertThat(contacts("ada", "ben")).isFalse();
        assertThat(contacts("ben", "ada")).isFalse();
        world.knows("ben", "ada");
        assertThat(contacts("ada", "ben")).isTrue();
        assertThat(contacts("ben", "ada")).isTrue();
        world.aged("ben", 17);
        assertThat(contacts("ada", "ben")).isFalse();
    }

    @Test
    void aNewcomerSeesOnlyFactsThatAreVisibleToThem() {
        assertThat(newHere("ada", "ben")).as("no facts").isNull();
        world.set("ada", "region", "IE").set("ben", "region", "IE");
        assertThat(newHere("ada", "ben")).isEqualTo(new NewHereReason("IE", 0, null));
        world.video(1, "dora", "one").like("ada", 1).like("ben", 1);
        assertThat(newHere("ada", "ben")).isEqualTo(new NewHereReason("IE", 1, null));
        world.friends("ben", "f1", "f2", "f3", "f4", "f5", "f6").block("f6", "ada");
        NewHereReason reason = newHere("ada", "ben");
        assertThat(reason).isEqualTo(new NewHereReason("IE", 1, 5));
        assertThat(reason.text())
                .isEqualTo("New to you: is in Ireland too, likes a video that you like, is known to 5 people");
        world.set("ben", "friendListVisibleTo", "FRIENDS").set("ben", "suggestByVideoTaste", false);
        assertThat(newHere("ada", "ben")).isEqualTo(new NewHereReason("IE", 0, null));
        world.set("ben", "region", null);
        assertThat(newHere("ada", "ben")).isNull();
    }

    @Test
    void noUserIsNewToAViewerWithFriendsWithAMutualFriendOrBehindABlock() {
        world.set("ada", "region", "IE").set("ben", "region", "IE");
        assertThat(newHere("ada", "ben")).isNotNull();
        world.friends("cleo", "ada", "ben");
        assertThat(newHere("ada", "ben")).isNull();
        world.clear();
        world.set("ada", "region", "IE").set("ben", "region", "IE").friends("ada", "f1", "f2", "f3", "f4");
        assertThat(newHere("ada", "ben")).isNotNull();
        world.friends("ada", "f5");
        assertThat(newHere("ada", "ben")).isNull();
        world.clear();
        world.set("ada", "region", "IE").set("ben", "region", "IE").block("ben", "ada");
        assertThat(newHere("ada", "ben")).isNull();
    }

    @Test
    void evidenceThatIsNotAskedForIsAbsent() {
        world.group(1, "Two", "ada", "ben").knows("ada", "ben").knows("ben", "ada");
        world.set("ada", "region", "IE").set("ben", "region", "IE");
        assertThat(read(Evidence.sharedConversations("false"), "ada", "ben").isNull())
                .isTrue();
        assertThat(read(Evidence.videoTaste("false"), "ada", "ben").isNull()).isTrue();
        assertThat(read(Evidence.newHere("false"), "ada", "ben").isNull()).isTrue();
        assertThat(read(Evidence.contacts("false"), "ada", "ben").asBoolean()).isFalse();
    }

    private @Nullable SharedConversationReason shared(String viewer, String candidate) {
        return SharedConversationReason.from(read(Evidence.sharedConversations("true"), viewer, candidate));
    }

    private @Nullable VideoTasteReason taste(String viewer, String candidate) {
        return VideoTasteReason.from(read(Evidence.videoTaste("true"), viewer, candidate));
    }

    private boolean contacts(String viewer, String candidate) {
        return read(Evidence.contacts("true"), viewer, candidate).asBoolean();
    }

    private @Nullable NewHereReason newHere(String viewer, String candidate) {
        return NewHereReason.from(read(Evidence.newHere("true"), viewer, candidate));
    }

    private Value read(String expression, String viewer, String candidate) {
        Statement statement = new Statement(
                "test.evidence", """
                %s
                MATCH (candidate:User {id: key.candidate})
                WITH *, %s AS groups
                RETURN key.index AS index, %s AS evidence
                """.formatted(Visibility.FOR_EACH_KEY, SharedGroups.OF_VIEWER, expression));
        return Objects.requireNonNull(graph.readByKey(
                        statement,
                        List.of(viewer),
                        key -> Map.of("viewer", world.number(viewer), "candidate", world.number(candidate)),
                        parameters,
                        (key, row) -> row.get("evidence"))
                .get(viewer));
    }
}
