package io.mutuals.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reads the viewer's friends who like a video. */
@MutualsTest
class FriendsWhoLikedTest {

    private static final List<String> FRIENDS = List.of("ben", "cleo", "dario", "erin", "fred");

    private final Api api;
    private final World world;

    FriendsWhoLikedTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @Test
    void twentyVideosListOnlyFriendsInTheQueriesOfOne() {
        world.clear();
        world.friends("ada", FRIENDS.toArray(String[]::new)).people("gina", "hugo");
        List<List<String>> expected = new ArrayList<>();
        for (int video = 0; video < 20; video++) {
            world.video(200 + video, "gina", "clip").like("hugo", 200 + video).like("ada", 200 + video);
            List<String> likers = new ArrayList<>();
            for (int friend = 0; friend < FRIENDS.size(); friend++) {
                if ((video >> friend & 1) == 1) {
                    world.like(FRIENDS.get(friend), 200 + video);
                    likers.addFirst(FRIENDS.get(friend));
                }
            }
            expected.add(likers);
        }
        Collections.reverse(expected);

        Api.Answer twenty = ask(20);
        List<List<String>> told = new ArrayList<>();
        for (JsonNode video : twenty.json().at("/data/user/videos/nodes")) {
            List<String> faces = video.at("/friendsWhoLiked/nodes")
                    .valueStream()
                    .map(face -> face.at("/handle").asString())
                    .toList();
            assertThat(video.at("/friendsWhoLiked/totalCount").asInt()).isEqualTo(faces.size());
            told.add(faces);
        }
        assertThat(told).isEqualTo(expected);
        assertThat(twenty.proof("neo4jQueries")).isEqualTo(ask(1).proof("neo4jQueries"));
    }

    private Api.Answer ask(int videos) {
        return api.as("ada")
                .header("Mutuals-Proof", "1")
                .ask("{ user(by: {handle: \"gina\"}) { videos(first: " + videos
                        + ") { nodes { friendsWhoLiked(first: 9) { totalCount nodes { handle } } } } } }");
    }
}
