package io.mutuals.feed;

import static io.mutuals.MemoryReplica.name;
import static io.mutuals.Mutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a screen shows of videos beside the feed, and what users do with videos, at random. */
final class VideoScreen {

    /** Fields of a video in a feed. */
    static final String IN_FEED = """
            id caption likeCount viewerHasLiked repostCount viewerHasReposted commentCount
            friendsWhoLiked(first: 3) { totalCount nodes { handle } }
            friendsWhoReposted(first: 3) { totalCount nodes { handle } }
            comments(first: 3) { nodes { id body likeCount viewerHasLiked replyCount author { handle } } }
            """;

    static final String FEED = """
            query ($first: Int!) { viewer { feed(first: $first) { nodes { reason { text } video { %s } } } } }
            """.formatted(IN_FEED);

    private static final String COMMENT = """
            id body state createdAt editedAt isPinned likeCount viewerHasLiked replyCount author { handle }
            mentions { handle } viewerCan { edit delete pin approve reply like report }
            """;

    /** A video by itself, with pages of its lists. */
    static final String ALONE = """
            query ($video: ID!, $likers: String, $reposters: String, $comments: String, $order: CommentOrder!) {
              video(id: $video) { caption author { handle } audience likesHidden viewerCan { comment }
                likeCount viewerHasLiked repostCount viewerHasReposted viewerRepost { comment repostedAt }
                commentCount commentPolicy pinnedComment { %1$s }
                friendsWhoLiked(first: 2, after: $likers) { totalCount
                  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { handle } } }
                friendsWhoReposted(first: 2, after: $reposters) { totalCount
                  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                  edges { cursor repost { comment repostedAt } node { handle } } }
                comments(first: 3, after: $comments, order: $order) { totalCount
                  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                  edges { cursor node { %1$s replies(first: 2) { nodes { body likeCount viewerHasLiked } } } } } } }
            """.formatted(COMMENT);

    private final World world;
    private final int people;
    private final Random random;
    private final Set<String> away = new HashSet<>();
    private int made;

    VideoScreen(World world, int people, Random random) {
        this.world = world;
        this.people = people;
        this.random = random;
    }

    /** Does something with a video, through a server. Some of it is refused, which is as good. */
    void change(Api server, long video) {
        int number = random.nextInt(people);
        String author = author(video);
        for (String handle : List.of(name(number), author)) {
            if (away.remove(handle)) {
                does(server.as(handle), "reactivateAccount", Map.of(), "clientMutationId");
                return;
            }
        }
        Api.Caller caller = server.as(name(number));
        String other = world.id(name((number + 1 + random.nextInt(people - 1)) % people));
        switch (random.nextInt(16)) {
            case 0, 1 -> does(caller, "likeVideo", of(video), "clientMutationId");
            case 2 -> does(caller, "unlikeVideo", of(video), "clientMutationId");
            case 3 -> {
                Map<String, @Nullable Object> input = new HashMap<>(of(video));
                input.put("comment", random.nextBoolean() ? "Look " + made++ : null);
                does(caller, "repostVideo", input, "clientMutationId");
            }
            case 4 -> does(caller, "undoRepost", of(video), "clientMutationId");
            case 5, 6, 7 -> comment(caller, video, other);
            case 8 -> onComment(caller, "editComment", video, Map.of("body", "Edited " + made++));
            case 9 -> onComment(caller, "deleteComment", video, Map.of());
            case 10, 11 -> onComment(caller, random.nextInt(3) > 0 ? "likeComment" : "unlikeComment", video, Map.of());
            case 12 -> onComment(server.as(author), oneOf("pinComment", "unpinComment"), video, Map.of());
            case 13 -> decide(server.as(author), video);
            case 14 -> does(caller, oneOf("blockUser", "unblockUser"), Map.of("userId", other), "clientMutationId");
            default -> {
                does(caller, "deactivateAccount", Map.of(), "clientMutationId");
                away.add(name(number));
            }
        }
    }

    /** Returns a user whose account is active. */
    String presentUser() {
        String handle = name(random.nextInt(people));
        return away.contains(handle) ? presentUser() : handle;
    }

    private void comment(Api.Caller caller, long video, String mentioned) {
        Map<String, Object> input = new HashMap<>(of(video));
        input.put("body", "Comment " + made++);
        input.put("clientCommentId", "key " + made);
        input.put("mentions", random.nextBoolean() ? List.of(mentioned) : List.of());
        List<Object> answered = comments(video);
        if (!answered.isEmpty() && random.nextInt(3) == 0) {
            input.put("replyToId", World.id("cmt", (long) answered.get(random.nextInt(answered.size()))));
        }
        JsonNode payload = does(caller, "createComment", input, "clientMutationId");
        assertThat(Mutations.code(payload)).isNotEqualTo("RATE_LIMITED");
    }

    private void onComment(Api.Caller caller, String mutation, long video, Map<String, Object> more) {
        List<Object> all = comments(video);
        if (!all.isEmpty()) {
            Map<String, Object> input = new HashMap<>(more);
            input.put("commentId", World.id("cmt", (long) all.get(random.nextInt(all.size()))));
            does(caller, mutation, input, "clientMutationId");
        }
    }

    /** The author approves a comment, or decides who may comment, or who may see the video or its likes. */
    private void decide(Api.Caller author, long video) {
        switch (random.nextInt(3)) {
            case 0 -> onComment(author, "approveComment", video, Map.of());
            case 1 -> {
                Map<String, Object> input = new HashMap<>(of(video));
                input.put("policy", oneOf("EVERYONE", "EVERYONE", "FRIENDS", "APPROVAL"));
                does(author, "setCommentPolicy", input, "clientMutationId");
            }
            default -> {
                Map<String, Object> input = new HashMap<>(of(video));
                input.put("audience", oneOf("PUBLIC", "PUBLIC", "FRIENDS", "CLOSE_FRIENDS", "ONLY_ME"));
                input.put("likesHidden", random.nextInt(4) == 0);
                does(author, "updateVideo", input, "clientMutationId");
            }
        }
    }

    private static Map<String, Object> of(long video) {
        return Map.of("videoId", World.id("vid", video));
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String author(long video) {
        return (String) world.values("MATCH (:Video {id: %d})<-[:POSTED]-(u:User) RETURN u.handle".formatted(video))
                .getFirst();
    }

    private List<Object> comments(long video) {
        return world.values("MATCH (c:Comment {videoId: %d}) RETURN c.id ORDER BY c.id".formatted(video));
    }

    /** Returns the variables of {@link #ALONE} for the page after an answer; for the first page if it is null. */
    static Map<String, Object> variables(long video, String order, @Nullable JsonNode previous) {
        Map<String, Object> variables = new HashMap<>(Map.of("video", World.id("vid", video), "order", order));
        if (previous != null) {
            Map.of("likers", "friendsWhoLiked", "reposters", "friendsWhoReposted", "comments", "comments")
                    .forEach((variable, field) -> {
                        JsonNode end = previous.at("/data/video/" + field + "/pageInfo/endCursor");
                        if (end.isString()) {
                            variables.put(variable, end.asString());
                        }
                    });
        }
        return variables;
    }
}
