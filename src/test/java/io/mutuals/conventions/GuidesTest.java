package io.mutuals.conventions;

import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import graphql.validation.Validator;
import io.mutuals.Api;
import io.mutuals.GuideExamples;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** The examples of every documentation page run, and its links resolve. */
@MutualsTest
class GuidesTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path ACCOUNTS = DOCS.resolve("accounts.md");
    private static final Path COMMENTS = DOCS.resolve("comments.md");
    private static final Path DOCUMENTS = DOCS.resolve("documents.md");
    private static final Path FEED = DOCS.resolve("feed.md");
    private static final Path FRIENDS = DOCS.resolve("friends.md");
    private static final Path GUARDIANS = DOCS.resolve("guardians.md");
    private static final Path LEAVING = DOCS.resolve("leaving.md");
    private static final Path LIMITS = DOCS.resolve("limits.md");
    private static final Path MODERATION = DOCS.resolve("moderation.md");
    private static final Path PLATFORM = DOCS.resolve("platform.md");
    private static final Path REALTIME = DOCS.resolve("realtime.md");
    private static final Path SCHEMA = DOCS.resolve("schema.md");
    private static final Path SUGGESTIONS = DOCS.resolve("suggestions.md");
    private static final Path VIDEOS = DOCS.resolve("videos.md");
    private static final Path DEMO_WORLD = Path.of("seed-data", "README.md");

    /** Pages whose examples are run by a test of their own, beside the feature. */
    private static final Set<Path> RUN_ELSEWHERE = Set.of(
            Path.of("README.md"),
            DOCS.resolve("conversations.md"),
            DOCS.resolve("experiments.md"),
            DOCS.resolve("talks.md"));

    private static final Set<Path> RUN_HERE = Set.of(
            ACCOUNTS,
            COMMENTS,
            DOCUMENTS,
            FEED,
            FRIENDS,
            GUARDIANS,
            LEAVING,
            LIMITS,
            MODERATION,
            PLATFORM,
            REALTIME,
            SCHEMA,
            SUGGESTIONS,
            VIDEOS,
            DEMO_WORLD);

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private final Api api;
    private final World world;
    private final GraphQlSource source;

    GuidesTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.source = source;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").friends("ben", "dario").people("cleo", "mod");
    }

    @Test
    void everyExampleOfEveryPageFitsTheSchema() throws IOException {
        int examples = 0;
        for (Path page : pages()) {
            for (String example : GuideExamples.of(page)) {
                var document = Parser.parse(example.replace("…", ""));
                assertThat(new Validator().validateDocument(source.schema(), document, Locale.ENGLISH))
                        .as("%s: %s", page, example)
                        .isEmpty();
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(25);
    }

    @Test
    void everyPageThatHasExamplesIsRun() throws IOException {
        Set<Path> run = new HashSet<>(RUN_HERE);
        run.addAll(RUN_ELSEWHERE);
        assertThat(pages().stream().filter(page -> !GuideExamples.of(page).isEmpty()))
                .containsExactlyInAnyOrderElementsOf(run);
    }

    @Test
    void theExampleOfAccountsWorks() {
        String token = LocalTokens.mint("auth0|5f7c8ec7c33c6c004bbaf001", Duration.ofHours(1));
        JsonNode created = GuideExamples.run(api, token, GuideExamples.of(ACCOUNTS), Map.of())
                .getFirst();
        assertThat(created.at("/createAccount/viewer/user/handle").asString()).isEqualTo("newcomer");
    }

    @Test
    void theExamplesOfLeavingWork() {
        List<String> examples = GuideExamples.of(LEAVING);
        int last = examples.size() - 1;
        List<JsonNode> answers = GuideExamples.run(api, api.token("ada"), examples.subList(0, last), Map.of());
        assertThat(answers.stream().flatMap(answer -> answer.findValuesAsString("state").stream()))
                .containsExactly("ACTIVE", "DEACTIVATED", "ACTIVE", "DELETION_SCHEDULED", "QUEUED", "QUEUED");
        JsonNode traces = GuideExamples.run(
                        api,
                        api.token("ben", "admin"),
                        examples.subList(last, last + 1),
                        Map.of("user", world.id("ada")))
                .getFirst();
        assertThat(traces.findValuesAsString("place")).anyMatch(place -> place.startsWith("Neo4j User"));
    }

    @Test
    void theExamplesOfSuggestionsWork() {
        List<JsonNode> answers = run(SUGGESTIONS, "ada", "experimenter", Map.of("person", world.id("ada")));
        JsonNode suggestion = answers.get(0).at("/viewer/peopleYouMayKnow/nodes/0");
        assertThat(suggestion.at("/user/handle").asString()).isEqualTo("dario");
        assertThat(suggestion.at("/reason/count").asInt()).isEqualTo(1);
        assertThat(answers.get(1).at("/rankingPreview/places/0/user/handle").asString())
                .isEqualTo("dario");
    }

    @Test
    void theExamplesOfTheDemoWorldWork() {
        List<JsonNode> answers = run(DEMO_WORLD, "ada", "user", Map.of());
        assertThat(answers.get(0)
                        .at("/viewer/peopleYouMayKnow/nodes/0/user/handle")
                        .asString())
                .isEqualTo("dario");
        assertThat(answers.get(1).at("/user/mutualFriends/nodes/0/handle").asString())
                .isEqualTo("ben");
    }

    @Test
    void theExamplesOfFriendsWork() {
        List<JsonNode> answers =
                run(FRIENDS, "ada", "user", Map.of("user", world.id("cleo"), "friend", world.id("ben")));
        JsonNode asked = answers.getFirst().path("sendFriendRequest");
        assertThat(asked.at("/user/relationship/request/direction").asString()).isEqualTo("OUTGOING");
        assertThat(asked.at("/friendRequestEdge/node/sentAt").isString()).isTrue();
        assertThat(answers.get(1)
                        .at("/addCloseFriend/relationship/isCloseFriend")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theExamplesOfGuardiansWork() {
        world.aged("cleo", 15).friends("cleo", "ben");
        List<String> examples = GuideExamples.of(GUARDIANS);
        String ada = api.token("ada");
        String cleo = api.token("cleo");
        Map<String, String> ward = Map.of("ward", world.id("cleo"));
        String token = GuideExamples.run(api, ada, examples.subList(0, 1), Map.of())
                .getFirst()
                .at("/createGuardianInvitation/invitation/token")
                .asString();
        assertThat(GuideExamples.run(api, cleo, examples.subList(1, 2), Map.of("token", token))
                        .getFirst()
                        .at("/acceptGuardianInvitation/viewer/guardians/0/displayName")
                        .asString())
                .isEqualTo("ada");
        List<JsonNode> seen = GuideExamples.run(api, ada, examples.subList(2, 4), ward);
        assertThat(seen.getFirst()
                        .at("/viewer/wards/nodes/0/friends/nodes/0/displayName")
                        .asString())
                .isEqualTo("ben");
        String request = GuideExamples.run(api, cleo, examples.subList(4, 5), Map.of())
                .getFirst()
                .at("/requestSettings/request/id")
                .asString();
        List<JsonNode> decided = GuideExamples.run(api, ada, examples.subList(5, 6), Map.of("request", request));
        assertThat(decided.getFirst()
                        .at("/decideSettings/ward/limits/messagesFrom")
                        .asString())
                .isEqualTo("FRIENDS");
        List<JsonNode> last = GuideExamples.run(api, ada, examples.subList(6, 8), ward);
        assertThat(last.getLast().at("/endGuardianship/viewer/wards/totalCount").asInt())
                .isZero();
    }

    @Test
    void theExampleOfDocumentsWorks() {
        JsonNode registered = run(DOCUMENTS, "ada", "admin", Map.of("manifest", "{\"1\": \"{ __typename }\"}"))
                .getFirst();
        assertThat(registered.at("/registerDocuments/release/documentCount").asInt())
                .isEqualTo(1);
    }

    @Test
    void theExamplesOfVideosWork() {
        world.video(7, "cleo", "clip").like("ben", 7).repost("ben", 7, "Again.").video(8, "ada", "mine");
        List<JsonNode> answers =
                run(VIDEOS, "ada", "user", Map.of("video", World.id("vid", 7), "mine", World.id("vid", 8)));
        assertThat(answers.get(0).at("/video/likeCount").asInt()).isEqualTo(1);
        assertThat(answers.get(0)
                        .at("/video/friendsWhoLiked/nodes/0/displayName")
                        .asString())
                .isEqualTo("ben");
        assertThat(answers.get(1).at("/video/viewerCan/share").asBoolean()).isTrue();
        assertThat(answers.get(2).at("/publishVideo/video/thumbnail/url").asString())
                .isEqualTo("https://img.example/wall/512.webp");
        assertThat(answers.get(3).at("/updateVideo/video/audience").asString()).isEqualTo("CLOSE_FRIENDS");
        assertThat(answers.get(4).at("/deleteVideo/deletedVideoId").asString()).isEqualTo(World.id("vid", 8));
        assertThat(answers.get(5).at("/likeVideo/video/likeCount").asInt()).isEqualTo(2);
        assertThat(answers.get(6).at("/saveVideo/video/viewerHasSaved").asBoolean())
                .isTrue();
        assertThat(answers.get(7).at("/viewer/savedVideos/nodes/0/caption").asString())
                .isEqualTo("clip");
        assertThat(answers.get(8).at("/repostVideo/video/viewerRepost/comment").asString())
                .isEqualTo("Wait for the end.");
        assertThat(answers.get(9)
                        .at("/video/friendsWhoReposted/edges/0/repost/comment")
                        .asString())
                .isEqualTo("Again.");
        assertThat(answers.get(10).at("/searchVideos/nodes/0/caption").asString())
                .isEqualTo("clip");
    }

    @Test
    void theExamplesOfCommentsWork() {
        world.video(7, "ada", "clip").comment(70, "ben", 7, "First!").answer(71, "cleo", 70, "No.");
        List<JsonNode> answers =
                run(COMMENTS, "ada", "user", Map.of("video", World.id("vid", 7), "comment", World.id("cmt", 70)));
        assertThat(answers.get(0).at("/video/commentCount").asInt()).isEqualTo(2);
        assertThat(answers.get(0)
                        .at("/video/comments/edges/0/node/replies/nodes/0/body")
                        .asString())
                .isEqualTo("No.");
        assertThat(answers.get(1).at("/createComment/comment/state").asString()).isEqualTo("PUBLISHED");
        assertThat(answers.get(2).at("/likeComment/comment/likeCount").asInt()).isEqualTo(1);
        assertThat(answers.get(3).at("/setCommentPolicy/video/commentPolicy").asString())
                .isEqualTo("APPROVAL");
        assertThat(answers.get(4).at("/video/pendingComments/totalCount").asInt())
                .isZero();
    }

    @Test
    void theExamplesOfTheFeedWork() {
        world.video(7, "cleo", "clip").repost("ben", 7, null).like("ben", 7).comment(70, "ben", 7, "First!");
        List<JsonNode> answers = run(FEED, "ada", "user", Map.of());
        JsonNode entry = answers.get(0).at("/viewer/feed/edges/0/node");
        assertThat(entry.at("/reason/text").asString()).isEqualTo("ben commented on this.");
        assertThat(entry.at("/activities/2/friends/0/displayName").asString()).isEqualTo("ben");
        assertThat(entry.at("/video/comments/nodes/0/body").asString()).isEqualTo("First!");
        assertThat(answers.get(1).at("/viewer/feed/nodes/0/reason/kind").asString())
                .isEqualTo("FRIENDS_REPOSTED");
    }

    @Test
    void theExamplesOfModerationWork() {
        String conversation = opens(api.as("ada"), world.id("ben"));
        String message =
                says(api.as("ben"), conversation, "an insult").at("/message/id").asString();
        api.as("ada")
                .data(
                        "mutation ($message: ID!) { reportMessage(input: {messageId: $message, "
                                + "reason: SPAM}) { userErrors { code } } }",
                        Map.of("message", message));
        JsonNode reports =
                run(MODERATION, "mod", "moderator", Map.of()).getFirst().path("reports");
        assertThat(reports.at("/totalCount").asInt()).isEqualTo(1);
        assertThat(reports.at("/nodes/0/evidence/message/body").asString()).isEqualTo("an insult");
    }

    @Test
    void theExamplesOfThePlatformWork() {
        String token = LocalTokens.mint("the platform", Duration.ofHours(1), "platform");
        List<JsonNode> answers = GuideExamples.run(api, token, GuideExamples.of(PLATFORM), Map.of());
        assertThat(answers).hasSize(4);
        answers.forEach(answer -> answer.findValues("outcome")
                .forEach(outcome -> assertThat(outcome.asString()).isEqualTo("APPLIED")));
        assertThat(answers.getFirst().findValues("outcome")).hasSize(3);
    }

    @Test
    void theExampleOfTheSchemaWorks() {
        JsonNode element = run(SCHEMA, "ada", "admin", Map.of()).getFirst().at("/schemaUsage/nodes/0");
        assertThat(element.at("/deprecation/replacement").asString()).isEqualTo("messageChange");
        assertThat(element.path("requestCount").isInt()).isTrue();
    }

    @Test
    void theExamplesOfLiveConnectionsWork() {
        JsonNode users = run(REALTIME, "ada", "user", Map.of("users", List.of(world.id("ben"))))
                .getFirst()
                .at("/presence/users");
        assertThat(users.at("/0/presence/state").asString()).isEqualTo("OFFLINE");
    }

    @Test
    void theExampleOfLimitsCostsWhatItSays() {
        JsonNode cost =
                api.as("ada").ask(GuideExamples.of(LIMITS).getFirst()).json().at("/extensions/cost");
        assertThat(cost.path("requested").asInt()).isEqualTo(242);
    }

    @Test
    void everyLinkLeadsToAPageAndAHeading() throws IOException {
        for (Path page : pages()) {
            Path folder = page.toAbsolutePath().getParent();
            for (String link : LINK.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1))
                    .filter(found -> !found.startsWith("http"))
                    .toList()) {
                String[] parts = link.split("#", 2);
                Path target =
                        parts[0].isEmpty() ? page : folder.resolve(parts[0]).normalize();
                assertThat(target).as("%s links to %s", page, link).exists();
                if (parts.length == 2) {
                    assertThat(headings(target))
                            .as("%s links to %s", page, link)
                            .contains(parts[1]);
                }
            }
        }
    }

    private List<JsonNode> run(Path page, String handle, String role, Map<String, ?> variables) {
        return GuideExamples.run(api, LocalTokens.mint(world.number(handle), role), GuideExamples.of(page), variables);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(
                List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md"), DEMO_WORLD));
        try (Stream<Path> docs = Files.walk(DOCS)) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /** Returns the anchors of a page's headings, as GitHub generates them. */
    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
