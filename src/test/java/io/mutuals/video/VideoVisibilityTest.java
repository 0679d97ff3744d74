package io.mutuals.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.memory.TimedIds;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;

/** Compares the rules of videos in Java with those in Cypher, for every viewer and video of random graphs. */
@MutualsTest
class VideoVisibilityTest {

    private static final int PEOPLE = 9;

    private static final Statement CYPHER = new Statement(
            "test.videoVisibility",
            Cypher.of("""
            {forEachKey}
            MATCH (video:Video)<-[:POSTED]-(author:User)
            RETURN author.id AS author, viewer = author AS isAuthor, author IN hidden AS isHidden, video.audience
              AS audience,
              video.likesHidden IS NOT NULL AS likesHidden,
              EXISTS { (viewer)-[:FRIENDS_WITH]-(author) } AS isFriend,
              EXISTS { (author)-[:CLOSE_FRIEND]->(viewer) } AS isCloseFriend,
              video.audience IN {openTo} AS isOpen,
              {maySee} AS maySee, {showsLikes} AS showsLikes, {isTaste} AS isTaste
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("openTo", Audience.openTo("author", "viewer"))
                    .with("maySee", VideoVisibility.maySee("video", "author"))
                    .with("showsLikes", VideoVisibility.showsLikes("video"))
                    .with("isTaste", VideoVisibility.isTaste("video")));

    private final Graph graph;
    private final World world;

    VideoVisibilityTest(Graph graph, World world) {
        this.graph = graph;
        this.world = world;
    }

    @Test
    void javaDecidesLikeCypher() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < 3; seed++) {
            givenRandomVideos(new Random(seed));
            List<Map<String, Object>> keys = new ArrayList<>();
            for (int number = 0; number < PEOPLE; number++) {
                keys.add(Map.of("viewer", world.number("p" + number)));
            }
            for (Record row : graph.read(CYPHER, Map.of("keys", keys))) {
                seen.add(compared(row));
            }
        }
        assertThat(seen)
                .contains("PUBLIC NONE true", "PUBLIC NONE false", "FRIENDS NONE false", "FRIENDS FRIEND true")
                .contains("FRIENDS CLOSE_FRIEND true", "CLOSE_FRIENDS NONE false", "CLOSE_FRIENDS FRIEND false")
                .contains("CLOSE_FRIENDS CLOSE_FRIEND true", "ONLY_ME CLOSE_FRIEND false", "ONLY_ME AUTHOR true");
    }

    private static String compared(Record row) {
        Audience audience = Audience.valueOf(row.get("audience").asString());
        boolean likesHidden = row.get("likesHidden").asBoolean();
        AuthorTie tie = tie(row);
        long author = row.get("author").asLong();
        long[] blockedBy = row.get("isHidden").asBoolean() ? new long[] {author} : new long[0];
        boolean maySee = VideoVisibility.maySee(new HiddenUsers(TimedIds.NONE, blockedBy), author, audience, tie);
        assertThat(maySee).as("%s", row).isEqualTo(row.get("maySee").asBoolean());
        assertThat(audience.includes(tie))
                .as("%s", row)
                .isEqualTo(row.get("isOpen").asBoolean());
        assertThat(VideoVisibility.showsLikes(likesHidden, tie == AuthorTie.AUTHOR))
                .as("%s", row)
                .isEqualTo(row.get("showsLikes").asBoolean());
        assertThat(VideoVisibility.isTaste(audience, likesHidden))
                .as("%s", row)
                .isEqualTo(row.get("isTaste").asBoolean());
        return audience + " " + tie + " " + maySee;
    }

    private static AuthorTie tie(Record row) {
        if (row.get("isAuthor").asBoolean()) {
            return AuthorTie.AUTHOR;
        }
        if (row.get("isCloseFriend").asBoolean()) {
            return AuthorTie.CLOSE_FRIEND;
        }
        return row.get("isFriend").asBoolean() ? AuthorTie.FRIEND : AuthorTie.NONE;
    }

    private void givenRandomVideos(Random random) {
        world.clear();
        for (int number = 0; number < PEOPLE; number++) {
            for (Audience audience : Audience.values()) {
                long video = 1 + 4L * number + audience.ordinal();
                world.video(video, "p" + number, "clip").audience(video, audience.name());
                if (random.nextInt(3) == 0) {
                    world.hideLikes(video);
                }
            }
        }
        for (int edge = 0; edge < 2 * PEOPLE; edge++) {
            int one = random.nextInt(PEOPLE);
            int other = (one + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
            switch (random.nextInt(5)) {
                case 0 -> world.block("p" + one, "p" + other);
                case 1, 2 -> world.closeFriends("p" + one, "p" + other);
                default -> world.friends("p" + one, "p" + other);
            }
        }
    }
}
