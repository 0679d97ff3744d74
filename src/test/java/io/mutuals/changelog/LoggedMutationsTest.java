package io.mutuals.changelog;

import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.neo4j.Graph;
import io.mutuals.user.UsersInMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every mutation names the facts that it changes in the log. */
@MutualsTest
class LoggedMutationsTest {

    private final ChangeLog log;
    private final Graph graph;
    private final TestClock clock;
    private final Api api;
    private final World world;

    LoggedMutationsTest(ChangeLog log, Graph graph, TestClock clock, Api api, World world) {
        this.log = log;
        this.graph = graph;
        this.clock = clock;
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo");
    }

    @Test
    void everyMutationOfAFactInMemoryIsInTheLog() {
        long ada = world.number("ada");
        long ben = world.number("ben");
        List<Fact> friends = join(facts("friends", ada, ben), facts("formerFriends", ada, ben));
        List<Fact> hidden = List.of(UsersInMemory.hidden(ada), UsersInMemory.hidden(ben));
        List<Fact> requests = facts("requests", ada, ben);
        List<Fact> formed = join(friends, requests);
        List<Fact> ended = join(friends, facts("closeFriends", ada, ben));

        assertThat(changedBy(() -> does(api.as("ada"), "sendFriendRequest", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(requests);
        assertThat(changedBy(() -> does(api.as("ben"), "declineFriendRequest", world.id("ada"))))
                .containsExactlyInAnyOrderElementsOf(requests);
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        assertThat(changedBy(() -> does(api.as("ada"), "cancelFriendRequest", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(requests);
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        assertThat(changedBy(() -> does(api.as("ben"), "acceptFriendRequest", world.id("ada"))))
                .containsExactlyInAnyOrderElementsOf(formed);
        assertThat(changedBy(() -> does(api.as("ada"), "unfriend", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(ended);
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        assertThat(changedBy(() -> does(api.as("ben"), "sendFriendRequest", world.id("ada"))))
                .containsExactlyInAnyOrderElementsOf(formed);
        assertThat(changedBy(() -> does(api.as("ada"), "blockUser", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(join(join(ended, requests), hidden));
        assertThat(changedBy(() -> does(api.as("ada"), "unblockUser", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(hidden);
        assertThat(changedBy(() -> does(api.as("ada"), "cancelFriendRequest", world.id("ben"))))
                .as("by a mutation that changes nothing")
                .isEmpty();
        String token = api.as("ada")
                .data("mutation { createFriendLink(input: {}) { friendLink { token } } }")
                .at("/createFriendLink/friendLink/token")
                .asString();
        assertThat(changedBy(() -> api.as("ben")
                        .data("mutation { redeemFriendLink(input: {token: \"%s\"}) { userErrors { code } } }"
                                .formatted(token))))
                .containsExactlyInAnyOrderElementsOf(formed);
        assertThat(changedBy(() -> api.as("ada")
                        .data("mutation { updatePrivacySettings(input: "
                                + "{friendListVisibleTo: ONLY_ME}) { userErrors { code } } }")))
                .containsExactly(UsersInMemory.user(ada));
        assertThat(changedBy(() -> api.as("ada")
                        .data("mutation { updateProfile(input: {displayName: \"A.\"}) { userErrors { code } } }")))
                .containsExactly(UsersInMemory.user(ada));
    }

    @Test
    void everyMutationThatDecidesAboutSuggestionsIsInTheLog() {
        Fact dismissals = new Fact("dismissals", world.number("ada"));
        Fact contacts = new Fact("contacts", world.number("ada"));
        String user = "(input: {userId: \"%s\"})".formatted(world.id("ben"));
        String again = "(input: {userId: \"%s\", until: \"%s\"})"
                .formatted(world.id("ben"), clock.instant().plus(Duration.ofDays(3)));
        assertThat(changedByAda("dismissSuggestion" + user)).containsExactly(dismissals);
        assertThat(changedByAda("dismissSuggestion" + again)).containsExactly(dismissals);
        assertThat(changedByAda("undoDismissSuggestion" + user)).containsExactly(dismissals);
        assertThat(changedByAda("undoDismissSuggestion" + user))
                .as("by a mutation that changes nothing")
                .isEmpty();

        world.knows("ben", "ada").knows("cleo", "ada").knows("ada", "ben");
        assertThat(changedByAda("syncContacts(input: {hashes: []})")).containsExactly(contacts);
        assertThat(changedByAda("deleteContacts(input: {})"))
                .as("those who had ada in their address books too")
                .containsExactlyInAnyOrder(
                        contacts,
                        new Fact("contacts", world.number("ben")),
                        new Fact("contacts", world.number("cleo")));
    }

    @Test
    void everyLikeThatChangesSomethingNamesTheUserAndTheVideo() {
        world.video(7, "cleo", "clip");
        String video = "(input: {videoId: \"%s\"})".formatted(World.id("vid", 7));
        Fact likes = new Fact("likes", world.number("ada"));
        Fact ofVideo = new Fact("video", 7);
        Fact activity = new Fact("activity", world.number("ada"));
        assertThat(changedByAda("unlikeVideo" + video)).isEmpty();
        assertThat(changedByAda("likeVideo" + video)).containsExactlyInAnyOrder(likes, ofVideo, activity);
        assertThat(changedByAda("likeVideo" + video)).isEmpty();
        assertThat(changedByAda("unlikeVideo" + video)).containsExactlyInAnyOrder(likes, ofVideo, activity);
    }

    @Test
    void everyRepostNamesTheUserAndTheVideo() {
        world.video(7, "cleo", "clip");
        String video = "(input: {videoId: \"%s\"})".formatted(World.id("vid", 7));
        Fact reposts = new Fact("reposts", 7);
        Fact activity = new Fact("activity", world.number("ada"));
        assertThat(changedByAda("undoRepost" + video)).isEmpty();
        assertThat(changedByAda("repostVideo" + video)).containsExactlyInAnyOrder(reposts, activity);
        assertThat(changedByAda("repostVideo" + video.replace("})", ", comment: \"Look\"})")))
                .contains(reposts);
        assertThat(changedByAda("undoRepost" + video)).containsExactlyInAnyOrder(reposts, activity);
    }

    @Test
    void everyChangeOfACommentNamesTheVideo() {
        world.video(7, "ada", "clip").comment(8, "ben", 7, "Ha");
        Fact comments = new Fact("comments", 7);
        Fact adas = new Fact("activity", world.number("ada"));
        String comment = "(input: {commentId: \"%s\"})".formatted(World.id("cmt", 8));
        String making = "createComment(input: {videoId: \"%s\", body: \"Ho\", clientCommentId: \"1\"})"
                .formatted(World.id("vid", 7));
        String policy = "setCommentPolicy(input: {videoId: \"%s\", policy: APPROVAL})".formatted(World.id("vid", 7));
        assertThat(changedByAda(making)).containsExactlyInAnyOrder(comments, adas);
        assertThat(changedByAda(making)).as("by a retry").isEmpty();
        for (String change : List.of("likeComment", "unlikeComment")) {
            assertThat(changedByAda(change + comment))
                    .containsExactlyInAnyOrder(comments, new Fact("commentLikes", world.number("ada")));
        }
        for (String change : List.of("pinComment" + comment, "unpinComment" + comment, policy)) {
            assertThat(changedByAda(change)).containsExactly(comments);
        }
        assertThat(changedByAda("deleteComment" + comment))
                .containsExactlyInAnyOrder(comments, new Fact("activity", world.number("ben")));
    }

    private Set<Fact> changedByAda(String mutation) {
        return changedBy(() -> api.as("ada").data("mutation { %s { userErrors { code } } }".formatted(mutation)));
    }

    private Set<Fact> changedBy(Runnable mutation) {
        everyShardExists();
        Map<Long, Long> before = log.position();
        mutation.run();
        Changes changes = log.between(before, log.position());
        assertThat(changes.complete()).isTrue();
        return changes.facts();
    }

    /** Shards exist from their first change on, which looks like a gap. */
    private void everyShardExists() {
        LongStream.range(0, 100)
                .forEach(id -> graph.write("test.append", transaction -> {
                    log.append(transaction, List.of(new Fact("test", id)));
                    return true;
                }));
    }

    private static List<Fact> facts(String kind, long one, long other) {
        return List.of(new Fact(kind, one), new Fact(kind, other));
    }

    private static List<Fact> join(List<Fact> some, List<Fact> others) {
        List<Fact> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
