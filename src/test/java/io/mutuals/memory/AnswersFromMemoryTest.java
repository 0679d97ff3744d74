package io.mutuals.memory;

import static io.mutuals.FriendMutations.does;
import static io.mutuals.MemoryReplica.name;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.MemoryReplica;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A replica that answers from memory, beside one on the same graph that asks Neo4j for everything. */
@MutualsTest
@TakesLong
class AnswersFromMemoryTest {

    private static final String PROFILE = """
            { viewer { user { id handle displayName createdAt }
              friends(first: 20) { nodes { id handle displayName } } } }
            """;

    private static final String FRIENDS_OF_FRIENDS = """
            { viewer { user { id } friends(first: 20) { nodes { id handle displayName
              friends(first: 10) { nodes { id handle displayName } } } } } }
            """;

    private static final String EVERYTHING = """
            query ($user: ID!, $after: String) {
              user(by: {id: $user}) { id handle displayName bio region createdAt
                friends(first: 3) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                  edges { cursor since node { handle bio friends(first: 2) { totalCount nodes { handle } } } } } }
              node(id: $user) { id ... on User { handle
                friends(first: 2, order: NAME) { totalCount pageInfo { hasNextPage endCursor }
                  edges { cursor since node { displayName } } } } }
              viewer { user { handle } friends(first: 2, after: $after) { totalCount
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor since node { handle }
                  } } }
            }
            """;

    private static final String RELATIONSHIPS = """
            query ($user: ID!, $friends: String, $mutual: String, $in: String, $out: String, $blocks: String) {
              user(by: {id: $user}) { handle
                relationship { id isFriend since isBlockedByViewer mutualFriendCount
                  request { id direction sentAt message user { handle } } }
                viewerCan { sendFriendRequest seeFriends message }
                mutualFriends(first: 2, after: $mutual) { totalCount
                  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { displayName
                    } } } }
              viewer {
                friends(first: 2, order: NAME, after: $friends) { totalCount
                  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                  nodes { handle relationship { mutualFriendCount } viewerCan { seeFriends } } }
                in: friendRequests(direction: INCOMING, first: 2, after: $in) { totalCount
                  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                  edges { cursor node { id sentAt message user { handle } } } }
                out: friendRequests(direction: OUTGOING, first: 2, after: $out) { totalCount
                  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                  edges { cursor node { id sentAt message user { handle } } } }
                blocks(first: 2, after: $blocks) { totalCount
                  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                  edges { cursor node { id userId handle displayName blockedAt } } }
                settings { ageBand friendRequestsFrom friendListVisibleTo messagesFrom suggestByMutualFriends
                  findableBySearch readReceipts showPresence locked } } }
            """;

    private static final String VIDEOS = """
            query ($user: ID!, $video: ID!) { video(id: $video) { caption audience author { handle } likeCount }
              user(by: {id: $user}) { videos(first: 5) { totalCount nodes { caption
              audience likesHidden likeCount viewerHasLiked
              friendsWhoLiked(first: 3) { totalCount nodes { handle } } } }
              likesInCommon(first: 9) { totalCount nodes { caption } } } }
            """;

    private static final int PEOPLE = 9;

    /** Upper case, other scripts, and characters above and below the surrogates. */
    private static final List<String> NAMES = List.of(
            "ada",
            "Ben",
            "B",
            "\u00c9mile",
            "\u0130dil",
            "\u03a9mega",
            "\u65e5\u672c",
            "\uff21da",
            "\ud83d\ude00",
            "\ud801\udc00",
            "zo\u00eb");

    @RegisterExtension
    static final MemoryReplica replica = new MemoryReplica("mutuals.memory.max-friends=60");

    private final Api statements;
    private final Api memory;
    private final World world;

    AnswersFromMemoryTest(Api api, World world) {
        this.statements = api;
        this.memory = replica.beside(api);
        this.world = world;
    }

    @BeforeEach
    void given() {
        MemoryReplica.given(world, PEOPLE);
    }

    @Test
    void aScreenThatIsInMemoryCostsOneStatement() {
        IntStream.range(1, PEOPLE).forEach(number -> world.friends(name(0), name(number)));
        IntStream.range(1, PEOPLE - 1).forEach(number -> world.friends(name(number), name(number + 1)));
        for (String screen : List.of(PROFILE, FRIENDS_OF_FRIENDS)) {
            assertThat(memory.as(name(0)).data(screen))
                    .isEqualTo(statements.as(name(0)).data(screen));
            Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(screen);
            assertThat(warm.proof("neo4jQueries")).as(warm.body()).isEqualTo(1);
            assertThat(warm.proof("fences")).isEqualTo(1);
            assertThat(warm.proof("fromMemory")).isGreaterThan(PEOPLE);
            assertThat(statements
                            .as(name(0))
                            .header("Mutuals-Proof", "1")
                            .ask(screen)
                            .proof("fences"))
                    .isZero();
        }
    }

    @Test
    void listsThatAreTooLongForMemoryAreAnsweredByStatements() {
        world.friends(
                name(0), IntStream.range(0, 61).mapToObj(number -> "f" + number).toArray(String[]::new));
        for (int time = 0; time < 2; time++) {
            String many = "{ viewer { friends(first: 100) { totalCount nodes { handle } } } }";
            assertThat(memory.as(name(0)).data(many))
                    .isEqualTo(statements.as(name(0)).data(many));
        }
        Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(PROFILE);
        assertThat(warm.proof("neo4jQueries")).as("the fence, and the list").isEqualTo(2);
    }

    @Test
    void likesOfTwentyVideosThatAreInMemoryCostOneStatement() {
        IntStream.range(0, 20)
                .forEach(video -> world.video(100 + video, name(1), "clip")
                        .like(name(video % 2), 100 + video)
                        .like(name(2), 100 + video));
        String screen = "{ user(by: {id: \"%s\"}) { videos(first: 20) { nodes { likeCount viewerHasLiked } } } }"
                .formatted(world.id(name(1)));
        JsonNode expected = statements.as(name(0)).data(screen);
        assertThat(expected.at("/user/videos/nodes")).hasSize(20);
        assertThat(memory.as(name(0)).data(screen)).isEqualTo(expected);
        Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(screen);
        assertThat(warm.proof("neo4jQueries"))
                .as("the fence, and the list of videos: " + warm.body())
                .isEqualTo(2);
        assertThat(warm.proof("fromMemory")).isGreaterThan(20);
    }

    @Test
    void publicVideosThatAreInMemoryCostOneStatement() {
        IntStream.range(0, 20).forEach(video -> world.video(100 + video, name(video % 3), "clip " + video));
        String screen = IntStream.range(0, 20)
                .mapToObj(video -> "v%d: video(id: \"%s\") { caption author { handle } }"
                        .formatted(video, World.id("vid", 100 + video)))
                .collect(joining(" ", "{ ", " }"));
        JsonNode expected = statements.as(name(0)).data(screen);
        assertThat(expected.at("/v19/caption").asString()).isEqualTo("clip 19");
        assertThat(memory.as(name(0)).data(screen)).isEqualTo(expected);
        Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(screen);
        assertThat(warm.proof("neo4jQueries")).as("the fence: " + warm.body()).isEqualTo(1);
    }

    @Test
    void aUserWhoLikesTooManyVideosForMemoryIsAnsweredByStatements() {
        IntStream.range(0, 61)
                .forEach(video -> world.video(100 + video, name(1), "clip").like(name(0), 100 + video));
        String screen = "{ video(id: \"%s\") { likeCount viewerHasLiked } }".formatted(World.id("vid", 100));
        for (int time = 0; time < 2; time++) {
            changeLike(memory.as(name(2)), List.of("likeVideo", "unlikeVideo").get(time), 100);
            assertThat(memory.as(name(0)).data(screen).toString())
                    .isEqualTo("{\"video\":{\"likeCount\":%d,\"viewerHasLiked\":true}}".formatted(2 - time));
        }
    }

    private static void changeLike(Api.Caller caller, String mutation, long video) {
        Mutations.does(caller, mutation, Map.of("videoId", World.id("vid", video)), "video { likeCount }");
    }

    @Test
    void answersAreTheSameBytesWhileFriendshipsBlocksAndSettingsChange() {
        IntStream.range(0, PEOPLE).forEach(number -> world.video(100 + number, name(number), "clip of " + number));
        Random random = new Random(7);
        int compared = 0;
        for (int round = 0; round < 60; round++) {
            changeAtRandom(random.nextBoolean() ? statements : memory, random);
            for (int time = 0; time < 3; time++) {
                String viewer = name(random.nextInt(PEOPLE));
                String after = random.nextBoolean() ? null : cursor(viewer, random);
                Map<String, Object> variables = after == null
                        ? Map.of("user", world.id(name(random.nextInt(PEOPLE))))
                        : Map.of("user", world.id(name(random.nextInt(PEOPLE))), "after", after);
                replica.assertSame(statements, viewer, EVERYTHING, variables, "round " + round);
                Map<String, Object> video = Map.of(
                        "user", variables.get("user"), "video", World.id("vid", 100 + random.nextInt(PEOPLE + 1)));
                replica.assertSame(statements, viewer, VIDEOS, video, "round " + round);
                compared++;
            }
            compareRelationships(random);
            for (String screen : List.of(PROFILE, FRIENDS_OF_FRIENDS)) {
                String viewer = name(random.nextInt(PEOPLE));
                replica.assertSame(statements, viewer, screen, Map.of(), "round " + round);
            }
        }
        assertThat(compared).isEqualTo(180);
    }

    /** Also compares the pages after those that the first answer ends with. */
    private void compareRelationships(Random random) {
        String viewer = name(random.nextInt(PEOPLE));
        Map<String, Object> variables = new HashMap<>(Map.of("user", world.id(name(random.nextInt(PEOPLE)))));
        for (int page = 0; page < 2; page++) {
            Api.Answer expected = statements.as(viewer).ask(RELATIONSHIPS, variables);
            assertThat(expected.json().has("errors")).as(expected.body()).isFalse();
            assertThat(memory.as(viewer).ask(RELATIONSHIPS, variables).timeless())
                    .as("page %d, as %s", page, viewer)
                    .isEqualTo(expected.timeless());
            JsonNode data = expected.json().path("data");
            variables.put("friends", end(data.at("/viewer/friends")));
            variables.put("mutual", end(data.at("/user/mutualFriends")));
            variables.put("in", end(data.at("/viewer/in")));
            variables.put("out", end(data.at("/viewer/out")));
            variables.put("blocks", end(data.at("/viewer/blocks")));
            variables.values().removeIf(Objects::isNull);
        }
    }

    private static @Nullable String end(JsonNode connection) {
        return connection.at("/pageInfo/endCursor").asString(null);
    }

    @Test
    void relationshipsAndMutualFriendsOfTwentyUsersCostOneStatement() {
        List<String> others =
                IntStream.range(0, 20).mapToObj(number -> "f" + number).toList();
        world.friends(name(0), others.toArray(String[]::new));
        IntStream.range(1, 20).forEach(number -> world.friends("f" + number, "f" + (number - 1), "f" + number / 2));
        world.set("f3", "messagesFrom", "FRIENDS_OF_FRIENDS");
        world.request(name(1), name(0), "hello");
        String screen = """
                { viewer { friends(first: 20) { nodes { handle
                    relationship { isFriend since isBlockedByViewer mutualFriendCount request { message } }
                    viewerCan { sendFriendRequest seeFriends message }
                    mutualFriends(first: 5) { totalCount nodes { displayName } } } }
                  friendRequests(direction: INCOMING, first: 20) { nodes { message user { handle } } }
                  blocks(first: 20) { nodes { handle } } settings { friendRequestsFrom } } }
                """;
        JsonNode expected = statements.as(name(0)).data(screen);
        assertThat(expected.at("/viewer/friends/nodes")).hasSize(20);
        assertThat(memory.as(name(0)).data(screen)).isEqualTo(expected);
        Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(screen);
        assertThat(warm.proof("neo4jQueries")).as(warm.body()).isEqualTo(1);
        assertThat(warm.proof("fences")).isEqualTo(1);
    }

    @Test
    void aTokenWithoutAccountGetsTheSameAnswerTwice() {
        String unknown = LocalTokens.mint(987_654);
        for (int time = 0; time < 2; time++) {
            Api.Answer fromMemory = memory.with(unknown).ask("{ viewer { user { id } } }");
            assertThat(fromMemory.code()).isEqualTo("ACCOUNT_REQUIRED");
            assertThat(fromMemory.status())
                    .isEqualTo(statements
                            .with(unknown)
                            .ask("{ viewer { user { id } } }")
                            .status());
        }
    }

    @Test
    void payloadShowsWhatItsMutationChanged() {
        world.friends(name(0), name(1), name(2));
        memory.as(name(0)).data(PROFILE);
        String unblocked = memory.as(name(0))
                .data("""
                mutation { blockUser(input: {userId: "%1$s"}) { userErrors { code } }
                  unblockUser(input: {userId: "%1$s"}) { user { handle friends(first: 5) { totalCount } } } }
                """.formatted(world.id(name(1))))
                .at("/unblockUser/user")
                .toString();
        assertThat(unblocked).isEqualTo("{\"handle\":\"p1\",\"friends\":{\"totalCount\":0}}");
    }

    private void changeAtRandom(Api server, Random random) {
        String one = name(random.nextInt(PEOPLE));
        String other = name(random.nextInt(PEOPLE));
        changeLike(
                server.as(one),
                random.nextInt(3) > 0 ? "likeVideo" : "unlikeVideo",
                100 + (random.nextBoolean() ? 0 : random.nextInt(PEOPLE)));
        changeVideo(server, random);
        does(server.as(one), random.nextInt(3) > 0 ? "addCloseFriend" : "removeCloseFriend", world.id(other));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                does(server.as(one), "sendFriendRequest", world.id(other));
                does(server.as(other), "acceptFriendRequest", world.id(one));
            }
            case 7, 8 ->
                server.as(one)
                        .data(
                                "mutation ($in: SendFriendRequestInput!) { sendFriendRequest(input: $in) { "
                                        + "userErrors { code } } }",
                                Map.of("in", Map.of("userId", world.id(other), "message", "from " + one)));
            case 9 -> does(server.as(one), "declineFriendRequest", world.id(other));
            case 10 ->
                server.as(one)
                        .data(("mutation { updatePrivacySettings(input: {friendRequestsFrom: %s, messagesFrom: %s}) "
                                        + "{ userErrors { code } } }")
                                .formatted(
                                        List.of("EVERYONE", "FRIENDS_OF_FRIENDS", "NOBODY")
                                                .get(random.nextInt(3)),
                                        List.of("EVERYONE", "FRIENDS_OF_FRIENDS", "FRIENDS")
                                                .get(random.nextInt(3))));
            case 3 -> does(server.as(one), "unfriend", world.id(other));
            case 4 -> does(server.as(one), "blockUser", world.id(other));
            case 5 -> does(server.as(one), "unblockUser", world.id(other));
            case 6 ->
                show(
                        server,
                        one,
                        List.of("EVERYONE", "FRIENDS", "ONLY_ME", "MUTUAL_FRIENDS")
                                .get(random.nextInt(4)));
            default ->
                server.as(one)
                        .data(
                                "mutation ($in: UpdateProfileInput!) { updateProfile(input: $in) { userErrors { "
                                        + "code } } }",
                                Map.of(
                                        "in",
                                        Map.of(
                                                "displayName",
                                                NAMES.get(random.nextInt(NAMES.size())),
                                                "bio",
                                                "about " + one)));
        }
    }

    private static void changeVideo(Api server, Random random) {
        int author = random.nextInt(PEOPLE);
        Mutations.does(
                server.as(name(author)),
                "updateVideo",
                Map.of(
                        "videoId",
                        World.id("vid", 100 + author),
                        "audience",
                        List.of("PUBLIC", "PUBLIC", "FRIENDS", "CLOSE_FRIENDS", "ONLY_ME")
                                .get(random.nextInt(5)),
                        "likesHidden",
                        random.nextInt(4) == 0),
                "video { id }");
    }

    private static void show(Api server, String owner, String audience) {
        server.as(owner)
                .data("mutation { updatePrivacySettings(input: {friendListVisibleTo: %s}) { userErrors { code } } }"
                        .formatted(audience));
    }

    private @Nullable String cursor(String viewer, Random random) {
        var edges = statements
                .as(viewer)
                .data("{ viewer { friends(first: 5) { edges { cursor } } } }")
                .at("/viewer/friends/edges");
        return edges.isEmpty()
                ? null
                : edges.get(random.nextInt(edges.size())).path("cursor").asString();
    }
}
