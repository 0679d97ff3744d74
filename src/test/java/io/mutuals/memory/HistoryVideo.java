package io.mutuals.memory;

import io.mutuals.World;
import io.mutuals.memory.History.Register;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A video by the common friend of a pair, with a comment. Both users of the pair like each at times. */
final class HistoryVideo {

    private static final String SCREEN = """
            query ($video: ID!) { video(id: $video) { likeCount viewerHasLiked
              friendsWhoLiked(first: 9) { totalCount nodes { handle } }
              comments(first: 3) { nodes { likeCount viewerHasLiked } } } }
            """;

    private final int pair;
    private final History history;
    private final Register<Between> between;
    private final Map<String, Register<Boolean>> likes;
    private final Map<String, Register<Boolean>> likesOfComment;

    HistoryVideo(int pair, Register<Between> between, World world, History history) {
        this.pair = pair;
        this.between = between;
        this.history = history;
        this.likes = registers("like of the video by ");
        this.likesOfComment = registers("like of the comment by ");
        world.video(number(), "c" + pair, "clip").comment(number(), "c" + pair, number(), "Look");
    }

    private Map<String, Register<Boolean>> registers(String what) {
        return Stream.of("a" + pair, "b" + pair)
                .collect(Collectors.toMap(user -> user, user -> new Register<>(what + user, false)));
    }

    private long number() {
        return 800L + pair;
    }

    /** Likes or unlikes the video, or the comment, through a replica. */
    void change(String user, Random random, HistoryClient client) {
        boolean isWanted = random.nextBoolean();
        String verb = isWanted ? "like" : "unlike";
        if (random.nextInt(3) == 0) {
            String mutation = verb + "Comment(input: {commentId: \"" + World.id("cmt", number()) + "\"})";
            client.set(of(likesOfComment, user), user, isWanted, mutation);
        } else {
            String mutation = verb + "Video(input: {videoId: \"" + World.id("vid", number()) + "\"})";
            client.set(of(likes, user), user, isWanted, mutation);
        }
    }

    private static Register<Boolean> of(Map<String, Register<Boolean>> registers, String user) {
        return Objects.requireNonNull(registers.get(user));
    }

    /** Reads what a user of the pair sees through a server; returns false if the server did not answer. */
    boolean look(HistoryServer server, boolean asA) {
        String viewer = (asA ? "a" : "b") + pair;
        String other = (asA ? "b" : "a") + pair;
        long began = System.nanoTime();
        JsonNode data = HistoryClient.data(server, viewer, SCREEN, Map.of("video", World.id("vid", number())));
        long ended = System.nanoTime();
        if (data == null) {
            return false;
        }
        JsonNode video = data.path("video");
        String what = "%s, by %s to %s".formatted(video, server.name(), viewer);
        history.read(
                "video " + what,
                began,
                ended,
                List.of(of(likes, viewer), of(likes, other), between),
                values -> isNumbered(video, (Boolean) values.get(0), (Boolean) values.get(1))
                        && isNamed(video, other, (Boolean) values.get(1) && ((Between) values.get(2)).friends()));
        JsonNode comment = video.at("/comments/nodes/0");
        history.read(
                "comment on " + what,
                began,
                ended,
                List.of(of(likesOfComment, viewer), of(likesOfComment, other)),
                values -> isNumbered(comment, (Boolean) values.get(0), (Boolean) values.get(1)));
        return true;
    }

    private static boolean isNumbered(JsonNode liked, boolean byViewer, boolean byOther) {
        return liked.path("likeCount").asInt() == (byViewer ? 1 : 0) + (byOther ? 1 : 0)
                && liked.path("viewerHasLiked").asBoolean() == byViewer;
    }

    private static boolean isNamed(JsonNode video, String friend, boolean isExpected) {
        JsonNode friends = video.path("friendsWhoLiked");
        return friends.path("totalCount").asInt() == (isExpected ? 1 : 0)
                && friends.at("/nodes/0/handle").asString("").equals(isExpected ? friend : "");
    }
}
