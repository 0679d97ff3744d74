package io.mutuals.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.neo4j.Statement;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.ProfiledPlan;

/** A feed costs the same however much friends did, and however many others did something with the same videos. */
@MutualsTest
class FeedPlansTest {

    private static final int MANY = 4_000;
    private static final String EVERYTHING = """
            query ($first: Int!) { viewer { feed(first: $first) { nodes {
              activities { kind friendCount friends(first: 3) { handle } }
              video { caption author { handle } likeCount viewerHasLiked
                friendsWhoLiked(first: 3) { totalCount nodes { handle } }
                comments(first: 3) { nodes { body author { handle } } } } } } } }
            """;

    private final Driver driver;
    private final Api api;
    private final World world;

    FeedPlansTest(Driver driver, Api api, World world) {
        this.driver = driver;
        this.api = api;
        this.world = world;
    }

    /** Each friend of Ada and Hana liked, reposted, commented on and published forty videos; Ben's did thousands. */
    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "moderate", "other")
                .friends("hana", "moderate")
                .friends("ben", "busy")
                .people("gina", "hugo");
        world.run("""
                UNWIND range(1, $many) AS number
                MATCH (gina:User {id: $gina})
                CREATE (gina)-[:POSTED]->(:Video {id: 10000 + number, caption: 'clip', audience: 'PUBLIC',
                  authorId: $gina, createdAt: $at})
                """, Map.of("many", MANY, "gina", world.number("gina"), "at", World.NOON.atZone(ZoneOffset.UTC)));
        does("moderate", 1, 40);
        does("other", 50, 90);
        does("busy", 1, MANY);
        does("hugo", 1, MANY);
    }

    private void does(String handle, int from, int to) {
        world.run(
                """
                UNWIND range($from, $to) AS number
                MATCH (user:User {id: $user})
                MATCH (video:Video {id: 10000 + number})
                WITH user, video, number, $at + duration({seconds: number}) AS at
                CREATE (user)-[:LIKED {at: at, by: user.id}]->(video)
                CREATE (user)-[:REPOSTED {at: at, by: user.id}]->(video)
                CREATE (:Comment {id: user.id * 100000 + number, videoId: video.id, topOf: video.id, authorId: user.id,
                  clientCommentId: toString(number), body: 'Ha', state: 'PUBLISHED', createdAt: at, rankedLikes: 0,
                  place: toString(number)})-[:COMMENTS_ON]->(video)
                CREATE (user)-[:POSTED]->(:Video {id: user.id * 100000 + number, caption: 'own', audience: 'PUBLIC',
                  authorId: user.id, createdAt: at})
                """,
                Map.of("from", from, "to", to, "user", world.number(handle), "at", World.NOON.atZone(ZoneOffset.UTC)));
    }

    @Test
    void aFriendWhoDidThousandsOfThingsCostsNoMoreThanOneWhoDidForty() {
        long forty = hits("hana");
        long many = hits("ben");
        assertThat(many)
                .as("%d of forty", forty)
                .isLessThanOrEqualTo(forty + 40)
                .isLessThan(4_000);
    }

    @Test
    void twentyVideosWithLikesFriendsAndCommentsTakeThreeStatementsAsOneDoes() {
        Api.Answer twenty = ask(20);
        assertThat(twenty.json().at("/data/viewer/feed/nodes")).hasSize(20);
        assertThat(twenty.proof("neo4jQueries")).as(twenty.body()).isEqualTo(3);
        assertThat(ask(1).proof("neo4jQueries")).isEqualTo(3);
    }

    @Test
    void theFeedOfFiveThousandFriendsIsReadByOneStatement() {
        String[] friends =
                IntStream.range(0, 5_000).mapToObj(number -> "f" + number).toArray(String[]::new);
        world.friends("cleo", friends);
        world.run("""
                MATCH (:User {id: $cleo})-[:FRIENDS_WITH]-(friend:User)
                UNWIND range(1, 8) AS number
                MATCH (video:Video {id: 10000 + (friend.id * 7 + number * 31) % $many + 1})
                CREATE (friend)-[:LIKED {at: $at + duration({seconds: friend.id * 8 + number}), by: friend.id}]->(video)
                """, Map.of("cleo", world.number("cleo"), "many", MANY, "at", World.NOON.atZone(ZoneOffset.UTC)));
        Api.Answer answer = ask("cleo", 20);
        assertThat(answer.json().at("/data/viewer/feed/nodes"))
                .as(answer.body())
                .hasSize(20);
        assertThat(answer.proof("neo4jQueries")).isEqualTo(3);
    }

    private Api.Answer ask(int first) {
        return ask("ada", first);
    }

    private Api.Answer ask(String viewer, int first) {
        return api.as(viewer).header("Mutuals-Proof", "1").ask(EVERYTHING, Map.of("first", first));
    }

    private long hits(String viewer) {
        Map<String, Object> key = Map.of(
                "index", 0, "viewer", world.number(viewer), "until", FeedRepository.ALWAYS.atZone(ZoneOffset.UTC));
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "keys",
                List.of(key),
                "each",
                32,
                "friends",
                5_000,
                "entries",
                300,
                "now",
                World.NOON.atZone(ZoneOffset.UTC)));
        try (var session = driver.session()) {
            ProfiledPlan plan = session.run(
                            "PROFILE " + FeedRepository.OF_FRIENDS.text(), Statement.parameters(parameters))
                    .consume()
                    .profile();
            return total(plan);
        }
    }

    private static long total(ProfiledPlan plan) {
        return plan.dbHits()
                + plan.children().stream().mapToLong(FeedPlansTest::total).sum();
    }
}
