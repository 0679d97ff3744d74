package io.mutuals.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;

/** Every list field of the schema takes as many queries for fifty parents as for one. */
@MutualsTest
class ListFieldsTest {

    /** Queries for many parents of a type; {@code %d} is their number, {@code %s} the selection on each. */
    private static final Map<String, String> PARENTS = Map.ofEntries(
            Map.entry("User", "{ viewer { friends(first: %d) { nodes { %s } } } }"),
            Map.entry("Ward", "{ viewer { wards(first: %d) { nodes { %s } } } }"),
            Map.entry("Conversation", "{ viewer { conversations(first: %d) { nodes { %s } } } }"),
            Map.entry(
                    "Message",
                    "{ viewer { conversations(first: %d) { nodes { messages(last: 1) { nodes { %s } } } } } }"),
            Map.entry(
                    "Reaction",
                    "{ viewer { conversations(first: %d) { nodes { messages(last: 1) { nodes { reactions { "
                            + "%s } } } } } } }"),
            Map.entry("Video", "{ viewer { friends(first: %d) { nodes { videos(first: 1) { nodes { %s } } } } } }"),
            Map.entry(
                    "Comment",
                    "{ viewer { friends(first: %d) { nodes { videos(first: 1) { nodes { comments(first: 1) { nodes { "
                            + "%s } } } } } } } }"),
            Map.entry("Suggestion", "{ viewer { peopleYouMayKnow(first: %d) { nodes { %s } } } }"),
            Map.entry(
                    "MessageEvidence",
                    "{ reports(first: %d) { nodes { evidence { ... on MessageEvidence { %s } } } } }"),
            Map.entry(
                    "MutualFriendsReason",
                    "{ viewer { peopleYouMayKnow(first: %d) { nodes { reason { ... on "
                            + "MutualFriendsReason { %s } } } } } }"),
            Map.entry(
                    "VideoTasteReason",
                    "{ viewer { peopleYouMayKnow(first: %d) { nodes { reason { ... on "
                            + "VideoTasteReason { %s } } } } } }"),
            Map.entry("FeedEntry", "{ viewer { feed(first: %d) { nodes { %s } } } }"),
            Map.entry("FeedActivity", "{ viewer { feed(first: %d) { nodes { activities { %s } } } } }"),
            Map.entry("Experiment", "{ experiments(first: %d) { nodes { %s } } }"),
            Map.entry("ExperimentResults", "{ experiments(first: %d) { nodes { results { %s } } } }"),
            Map.entry("SampleRatioCheck", "{ experiments(first: %d) { nodes { results { sampleRatio { %s } } } } }"));

    /**
     * Types without a query for fifty parents: a request has one viewer, a mutation one payload, a stream one event at
     * a time and a preview one ranking, and strategies and the schema cost no query.
     */
    private static final Pattern SINGLE = Pattern.compile(
            "Query|Mutation|Viewer|PrivacySettings|.*Event|SyncDelta|TypingChanged|.*Payload|VideoShare|"
                    + "SchemaElementUsage|SuggestionReach|RankingPreview|RankingStrategy|.*Error|(Put|Remove).*Row");

    private final Api api;
    private final World world;
    private final GraphQlSource source;

    ListFieldsTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.source = source;
    }

    @Test
    void everyListFieldTakesAsManyQueriesForFiftyParentsAsForOne() {
        given();
        IntStream.range(0, 50)
                .forEach(i -> api.as("friend" + i)
                        .data("mutation { reportMessage(input: {messageId: \"%s\", reason: SPAM}) { report { id } } }"
                                .formatted(world.message(100 + i, 1))));
        IntStream.range(0, 50).forEach(i -> api.as("ada", "experimenter").data("""
                                mutation { createExperiment(input: {key: "list-%d", hypothesis: "None.", variants: [
                                  {key: "one", strategy: "people-you-may-know"}, {key: "other",
                                    strategy: "friends-of-friends"}]})
                                  { userErrors { message } } }""".formatted(i)));
        List<String> checked = new ArrayList<>();
        List<String> unreachable = new ArrayList<>();
        for (GraphQLType type : source.schema().getAllTypesAsList()) {
            if (!(type instanceof GraphQLObjectType object)
                    || object.getName().startsWith("__")
                    || SINGLE.matcher(object.getName()).matches()) {
                continue;
            }
            for (GraphQLFieldDefinition field : object.getFieldDefinitions()) {
                boolean plumbing = object.getName().endsWith("Connection");
                if (!isList(field) || plumbing) {
                    continue;
                }
                String parents = PARENTS.get(object.getName());
                String coordinate = object.getName() + "." + field.getName();
                if (parents == null) {
                    unreachable.add(coordinate);
                    continue;
                }
                checked.add(coordinate);
                int one = cost(parents.formatted(1, selection(field)));
                int fifty = cost(parents.formatted(50, selection(field)));
                assertThat(fifty)
                        .as("%s: queries for 50 parents, 1 parent takes %d", coordinate, one)
                        .isEqualTo(one);
            }
        }
        assertThat(unreachable)
                .as("Add a query to PARENTS for the parents of these fields")
                .isEmpty();
        assertThat(checked)
                .contains(
                        "User.friends",
                        "User.mutualFriends",
                        "Conversation.messages",
                        "Message.attachments",
                        "MessageEvidence.before",
                        "Video.friendsWhoLiked",
                        "Ward.friends",
                        "Ward.blocked",
                        "Video.comments",
                        "Video.pendingComments",
                        "Comment.replies",
                        "Comment.mentions",
                        "FeedEntry.activities",
                        "FeedActivity.friends",
                        "Conversation.talks",
                        "Video.talks",
                        "Experiment.audit",
                        "ExperimentResults.effects");
    }

    @Test
    void mutationPayloadsAreBatchedLikeQueries() {
        given();
        // Removing a block that does not exist succeeds without a change, so the mutation can be repeated.
        String mutation = """
                mutation { unblockUser(input: {userId: "%s"}) { user { mutualFriends(first: 1) { totalCount }
                  friends(first: %d) { nodes { handle relationship { isFriend }
                    friends(first: 3) { nodes { videos(first: 1) { nodes { caption } } } } } } } } }
                """;
        world.friends("hub", IntStream.range(0, 50).mapToObj(i -> "friend" + i).toArray(String[]::new));
        assertThat(cost(mutation.formatted(world.id("hub"), 50)))
                .isEqualTo(cost(mutation.formatted(world.id("hub"), 1)));
    }

    private int cost(String query) {
        api.as("ada", "moderator", "experimenter").ask(query); // computes the ranking once
        var answer = api.as("ada", "moderator", "experimenter")
                .header("Mutuals-Proof", "1")
                .ask(query);
        assertThat(answer.code()).as(answer.body()).isEmpty();
        assertThat(answer.proof("neo4jQueries")).isPositive();
        return answer.proof("neo4jQueries");
    }

    private static boolean isList(GraphQLFieldDefinition field) {
        GraphQLType type = GraphQLTypeUtil.unwrapNonNull(field.getType());
        return type instanceof GraphQLList
                || (type instanceof GraphQLObjectType object && object.getName().endsWith("Connection"));
    }

    private static String selection(GraphQLFieldDefinition field) {
        String video = field.getArgument("videoId") == null ? "" : "videoId: \"" + World.id("vid", 200) + "\", ";
        String arguments = field.getArgument("first") == null ? "" : "(" + video + "first: 3)";
        GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getType());
        String inside = "";
        if (type instanceof GraphQLObjectType object && object.getName().endsWith("Connection")) {
            inside = " { totalCount nodes { __typename } }";
        } else if (type instanceof GraphQLObjectType || type instanceof GraphQLUnionType) {
            inside = " { __typename }";
        }
        return field.getName() + arguments + inside;
    }

    private void given() {
        world.clear();
        String[] friends = IntStream.range(0, 50).mapToObj(i -> "friend" + i).toArray(String[]::new);
        world.friends("ada", friends);
        for (int i = 0; i < 50; i++) {
            String friend = friends[i];
            world.friends(friend, friends[(i + 1) % 50], "stranger" + i);
            world.video(200 + i, friend, "clip").like(friends[(i + 1) % 50], 200 + i);
            world.aged("ward" + i, 15).guards("ada", "ward" + i).friends("ward" + i, friend, "stranger" + i);
            world.block("ward" + i, friends[(i + 4) % 50]);
            world.comment(1_000 + i, friends[(i + 2) % 50], 200 + i, "look")
                    .answer(2_000 + i, friends[(i + 3) % 50], 1_000 + i, "I did");
            world.direct(100 + i, "ada", friend)
                    .says(100 + i, "ada", "hello")
                    .says(100 + i, friend, "hi")
                    .shares(100 + i, friend, 200 + i);
        }
        IntStream.range(300, 310)
                .forEach(video -> world.video(video, "friend0", "rare").like("ada", video));
        for (int i = 1; i < 50; i += 2) {
            world.set("stranger" + i, "suggestByMutualFriends", false)
                    .like("stranger" + i, 300 + i % 10)
                    .like("stranger" + i, 300 + (i + 1) % 10);
        }
        world.run(
                "MATCH (user:User)-[:SENT]->(message:Message {seq: 3}) "
                        + "CREATE (user)-[:REACTED {emoji: '👍', at: $at}]->(message)",
                Map.of("at", World.NOON.atZone(ZoneOffset.UTC)));
    }

    @Test
    void proofIsReturnedOnlyOnRequest() {
        world.clear();
        world.people("ada");
        assertThat(api.as("ada")
                        .ask("{ viewer { user { id } } }")
                        .json()
                        .at("/extensions")
                        .has("proof"))
                .isFalse();
        var answer = api.as("ada").header("Mutuals-Proof", "1").ask("{ viewer { user { id } } }");
        assertThat(answer.json().at("/extensions/proof/batches").toString())
                .isEqualTo("[{\"loader\":\"users\",\"size\":1}]");
        assertThat(api.with(null)
                        .header("Mutuals-Proof", "1")
                        .ask("{ viewer { user { id } } }")
                        .json()
                        .has("extensions"))
                .isFalse();
    }

    @Test
    void homeScreenTakesAtMostEightQueriesColdAndFiveWithACachedRanking() {
        given();
        String home = """
                { viewer {
                  user { handle displayName }
                  friends(first: 20) { nodes { handle displayName } }
                  peopleYouMayKnow(first: 20) { nodes { user { handle } reason { ... on MutualFriendsReason { text
                    count sample { handle } } } } }
                  conversations(first: 20) { nodes { title unreadCount lastMessage { body sender { handle } }
                    participants(first: 4) { nodes { user { handle } } } } }
                } }
                """;
        assertThat(api.as("ada").header("Mutuals-Proof", "1").ask(home).proof("neo4jQueries"))
                .isLessThanOrEqualTo(8);
        // On a busy machine a Redis call may time out and the ranking not be stored.
        await().until(() -> api.as("ada")
                .data("{ viewer { peopleYouMayKnow(first: 1) { snapshot { cache } } } }")
                .at("/viewer/peopleYouMayKnow/snapshot/cache")
                .asString()
                .equals("HIT"));
        assertThat(api.as("ada").header("Mutuals-Proof", "1").ask(home).proof("neo4jQueries"))
                .isLessThanOrEqualTo(5);
    }
}
