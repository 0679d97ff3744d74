package io.mutuals.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.OwnLimitsTest;
import io.mutuals.SchemaWalk;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * Reads every field of the schema as every user, beside videos of random audiences, and asserts that no field shows a
 * video to a user whom its audience does not include.
 */
@OwnLimitsTest
@TakesLong
class VideosLeakNothingTest {

    private static final List<String> PEOPLE = List.of("a.heron", "b.ibis", "c.jay", "d.kite", "e.lark");

    private final Api api;
    private final World world;
    private final String viewer;

    VideosLeakNothingTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        SchemaWalk walk = new SchemaWalk(source.schema(), Set.of());
        this.viewer = "{ viewer " + walk.below("Viewer", 6) + " searchVideos(query: \"clip\", first: 20) "
                + walk.below("VideoConnection", 2) + " }";
    }

    @Test
    void noFieldShowsAVideoOutsideItsAudience() {
        Random random = new Random(3);
        given(random);
        int shown = 0;
        int kept = 0;
        for (int round = 0; round < 3; round++) {
            for (int author = 0; author < PEOPLE.size(); author++) {
                world.audience(500 + author, Audience.values()[random.nextInt(Audience.values().length)].name());
            }
            for (String reader : PEOPLE) {
                String all = api.as(reader).data(viewer).toString();
                assertThat(all).contains(reader);
                Set<Object> visible = visibleTo(reader);
                for (int author = 0; author < PEOPLE.size(); author++) {
                    long video = 500L + author;
                    if (visible.contains(video)) {
                        shown += all.contains("clip of " + author) ? 1 : 0;
                    } else {
                        assertThat(all)
                                .as("round %d: what %s reads of video %d", round, reader, video)
                                .doesNotContain("clip of " + author, World.id("vid", video));
                        kept++;
                    }
                }
            }
        }
        assertThat(shown).isGreaterThan(20);
        assertThat(kept).isGreaterThan(20);
    }

    private Set<Object> visibleTo(String reader) {
        return new HashSet<>(world.values("""
                MATCH (reader:User {handle: '%s'})
                MATCH (author:User)-[:POSTED]->(video:Video)
                WHERE author = reader OR video.audience = 'PUBLIC'
                  OR (video.audience = 'FRIENDS' AND EXISTS { (reader)-[:FRIENDS_WITH]-(author) })
                  OR (video.audience = 'CLOSE_FRIENDS' AND EXISTS { (author)-[:CLOSE_FRIEND]->(reader) })
                RETURN video.id
                """.formatted(reader)));
    }

    private void given(Random random) {
        world.clear();
        world.people(PEOPLE.toArray(String[]::new));
        world.group(900, "All of us", PEOPLE.toArray(String[]::new));
        for (int one = 0; one < PEOPLE.size(); one++) {
            world.video(500 + one, PEOPLE.get(one), "clip of " + one);
        }
        for (int one = 0; one < PEOPLE.size(); one++) {
            String handle = PEOPLE.get(one);
            world.shares(900, handle, 500 + one).saysAt(900, handle, "here", 500 + one, 1, 2);
            for (int other = 0; other < PEOPLE.size(); other++) {
                world.like(handle, 500 + other).save(handle, 500 + other).repost(handle, 500 + other, "again");
                if (one != other && random.nextInt(3) > 0) {
                    world.friends(handle, PEOPLE.get(other));
                    if (random.nextBoolean()) {
                        world.closeFriends(handle, PEOPLE.get(other));
                    }
                }
                if (other < one) {
                    long conversation = 100 + 10L * one + other;
                    world.direct(conversation, handle, PEOPLE.get(other))
                            .shares(conversation, handle, 500 + random.nextInt(PEOPLE.size()));
                }
            }
        }
    }
}
