package io.mutuals.video;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import tools.jackson.databind.JsonNode;

/** Searches videos by caption. */
@MutualsTest
class SearchVideosApiTest {

    private static final String QUERY = """
            query ($q: String!, $first: Int!, $after: String) {
              searchVideos(query: $q, first: $first, after: $after) {
                totalCount nodes { id caption } pageInfo { hasNextPage endCursor } } }
            """;

    private final Api api;
    private final World world;
    private final Driver driver;

    SearchVideosApiTest(Api api, World world, Driver driver) {
        this.api = api;
        this.world = world;
        this.driver = driver;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").people("cleo");
    }

    @Test
    void everyWordMustMatchAndTheLastMayBeBegun() {
        captions("The wall at six", "Walls of the old town", "Low tide");
        assertThat(find("ada", "wall")).containsExactly("The wall at six", "Walls of the old town");
        assertThat(find("ada", "WAL")).containsExactly("The wall at six", "Walls of the old town");
        assertThat(find("ada", "six wall")).containsExactly("The wall at six");
        assertThat(find("ada", "the")).as("a stop word of English").hasSize(2);
        assertThat(find("ada", "wal six"))
                .as("only the last word may be incomplete")
                .isEmpty();
        assertThat(find("ada", "all")).as("the end of a word").isEmpty();
        assertThat(find("ada", "walling")).as("another word of the stem").isEmpty();
        assertThat(find("ada", "wall tide")).isEmpty();
    }

    @Test
    void captionsOfAllScriptsAreFoundWithAndWithoutAccents() {
        Map<String, List<String>> found = new HashMap<>();
        found.put("Café crème à Orléans", List.of("cafe", "CAFÉ", "cafe\u0301 creme", "crème orl", "orleans"));
        found.put("Ålesund på ski", List.of("alesund", "ålesund", "A\u030alesund", "ALE"));
        found.put("Smørrebrød & Weißbier", List.of("smorrebrod", "smør", "weissbier", "WEIẞ", "weiß"));
        found.put("İstanbul'da ışık", List.of("istanbul", "ISTANBUL", "İstanbul", "isik", "IŞIK", "ışık"));
        found.put("京都の登山とカメラ", List.of("京都", "登山", "の登", "カメラ", "カメ", "メラ", "とカ", "登山 京都"));
        found.put("กินข้าวที่ตลาดน้ำ", List.of("กิน", "ข้าว", "ตลาด", "ตลาดน้ำ", "ที่", "ล", "ตลาด กิน"));
        found.put("ໄປຕະຫຼາດເຊົ້າ", List.of("ຕະຫຼາດ", "ເຊົ້າ"));
        found.put("ទៅផ្សារព្រឹក", List.of("ផ្សារ", "ព្រឹក"));
        found.put("မနက်ခင်းဈေး", List.of("ဈေး", "ခင်း"));
        found.put("한강에서 자전거", List.of("한강", "자전거 한강에서"));
        found.put("מִטְבַּח של סבתא", List.of("מטבח", "סבתא", "של ס"));
        found.put("السُّوقُ القديم", List.of("السوق", "القديم السوق"));
        found.put("🔥🏔️🧗🏽‍♀️", List.of("🔥", "🏔", "🧗", "🧗🏿", "🔥🏔"));
        found.put("Don't #ClimbAlone @ 5.12a", List.of("dont", "don’t climb", "#climbalone", "5 12a", "t don"));
        captions(found.keySet().toArray(String[]::new));
        found.forEach((caption, queries) -> queries.forEach(
                query -> assertThat(find("ada", query)).as(query).containsExactly(caption)));
        for (String other : List.of("登京", "🏔🔥", "京都山", "ウ", "ラメ", "ข้าวกิน", "🇮🇪", "weis bier")) {
            assertThat(find("ada", other)).as(other).isEmpty();
        }
    }

    @Test
    void nothingTypedIsAnOperator() {
        captions("wall and tide", "wall");
        for (String odd : List.of(
                "*",
                "?",
                "wal*",
                "w?ll",
                "wall~2",
                "wall OR tide",
                "caption:wall",
                "foldedCaption:wall",
                "audience:PUBLIC",
                "postedBy:1",
                "+wall -tide",
                "!wall",
                "\"wall",
                "wall\\",
                "[a TO z]",
                "{a TO z}",
                "(((",
                "wall)",
                "/w.ll/",
                "wall^9",
                "&& ||",
                "NOT wall",
                "'wall'",
                "%",
                "_",
                "{limit: 1}",
                "\u0000")) {
            Api.Answer answer = api.as("ada").ask(QUERY, Map.of("q", odd, "first", 5));
            assertThat(answer.code()).as(odd + answer.body()).isEmpty();
        }
        assertThat(find("ada", "wall OR tide")).as("or is a word").isEmpty();
        assertThat(find("ada", "wall AND tide")).containsExactly("wall and tide");
        assertThat(find("ada", "+wall -tide")).as("signs are nothing").containsExactly("wall and tide");
        assertThat(find("ada", "audience:PUBLIC")).isEmpty();
        for (String invalid : List.of("", " \t", "x".repeat(101))) {
            assertThat(api.as("ada")
                            .ask(QUERY, Map.of("q", invalid, "first", 5))
                            .code())
                    .isEqualTo("INVALID_ARGUMENT");
        }
        assertThat(api.as("ada").ask(QUERY, Map.of("q", "wall", "first", 101)).code())
                .isEqualTo("INVALID_PAGE");
        assertThat(api.as("ada")
                        .ask(QUERY, Map.of("q", "wall", "first", 1, "after", "nonsense"))
                        .code())
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void anAudienceAndABlockDecideOnTheNextReadAndInTheCount() {
        world.closeFriends("cleo", "dora").friends("cleo", "eli").people("finn").video(1, "cleo", "the wall");
        Map<String, List<String>> seenBy = Map.of(
                "PUBLIC", List.of("cleo", "dora", "eli", "finn"),
                "FRIENDS", List.of("cleo", "dora", "eli"),
                "CLOSE_FRIENDS", List.of("cleo", "dora"),
                "ONLY_ME", List.of("cleo"));
        seenBy.forEach((audience, readers) -> {
            JsonNode changed = does(
                    api.as("cleo"),
                    "updateVideo",
                    Map.of("videoId", World.id("vid", 1), "audience", audience),
                    "video { id }");
            assertThat(code(changed)).isEmpty();
            for (String reader : List.of("cleo", "dora", "eli", "finn")) {
                JsonNode page = page(reader, "wall", 5, null);
                int shown = readers.contains(reader) ? 1 : 0;
                assertThat(page.path("totalCount").asInt())
                        .as(audience + " for " + reader)
                        .isEqualTo(shown);
                assertThat(page.path("nodes")).hasSize(shown);
            }
        });
        world.audience(1, "PUBLIC");
        for (String reader : List.of("dora", "eli", "finn")) {
            assertThat(code(does(api.as("cleo"), "blockUser", Map.of("userId", world.id(reader)), "clientMutationId")))
                    .isEmpty();
            assertThat(page(reader, "wall", 5, null))
                    .as("as if there were none")
                    .isEqualTo(page(reader, "none", 5, null));
        }
    }

    @Test
    void whatIsPublishedChangedAndDeletedHoldsOnTheNextRead() {
        JsonNode published = does(
                api.as("ada"),
                "publishVideo",
                Map.of("clientVideoId", "one", "caption", "Größe zählt", "audience", "FRIENDS"),
                "video { id }");
        String id = published.at("/video/id").asString();
        assertThat(find("ben", "grosse")).containsExactly("Größe zählt");
        assertThat(find("cleo", "grosse")).isEmpty();
        does(api.as("ada"), "updateVideo", Map.of("videoId", id, "caption", "Low tide"), "video { id }");
        assertThat(find("ben", "grosse")).isEmpty();
        assertThat(find("ben", "tide")).containsExactly("Low tide");
        does(api.as("ada"), "deleteVideo", Map.of("videoId", id), "deletedVideoId");
        assertThat(find("ben", "tide")).isEmpty();
        assertThat(find("ada", "tide")).isEmpty();
    }

    @Test
    void videosOfUsersWhomSearchDoesNotFindAreListedForFriendsOnly() {
        world.aged("ada", 14).video(1, "ada", "wall").video(2, "cleo", "wall again");
        assertThat(find("cleo", "wall")).containsExactly("wall again");
        assertThat(find("ben", "wall")).hasSize(2);
        assertThat(find("ada", "wall")).hasSize(2);
        world.set("cleo", "findableBySearch", false);
        assertThat(find("ada", "wall")).containsExactly("wall");
    }

    @Test
    void exactCaptionsComeFirstAndPagesNeitherRepeatNorSkipWhileOthersArePosted() {
        for (int video = 1; video <= 30; video++) {
            world.video(
                    video,
                    "cleo",
                    (video % 3 == 0 ? "climb wall " : video % 3 == 1 ? "wall climb " : "climbs wallet ") + video);
        }
        List<String> all = new ArrayList<>();
        String after = null;
        for (int page = 0; page < 10; page++) {
            JsonNode found = page("ada", "climb wall", 3, after);
            assertThat(found.path("totalCount").asInt()).isEqualTo(20 + page);
            found.path("nodes").forEach(node -> all.add(node.path("caption").asString()));
            after = found.at("/pageInfo/endCursor").asString();
            if (!found.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
            world.video(100 + page, "cleo", "climb wall");
        }
        List<String> expected = new ArrayList<>();
        IntStream.iterate(30, one -> one > 0, one -> one - 1)
                .filter(one -> one % 3 == 0)
                .forEach(one -> expected.add("climb wall " + one));
        IntStream.iterate(30, one -> one > 0, one -> one - 1)
                .filter(one -> one % 3 == 1)
                .forEach(one -> expected.add("wall climb " + one));
        assertThat(all).isEqualTo(expected);
    }

    @Test
    void aCaptionWithAnApostropheComesFirstToAQueryForItsWords() {
        captions("Stop, we don't", "If we don’t stop", "We dont stop", "They don't stopover");
        for (String query : List.of("don't stop", "dont stop", "DON’T STOP")) {
            assertThat(find("ada", query))
                    .as(query)
                    .containsExactly("If we don’t stop", "We dont stop", "Stop, we don't", "They don't stopover");
        }
        assertThat(find("ada", "stop don"))
                .as("parts of words follow no word of the caption")
                .startsWith("Stop, we don't");
    }

    @Test
    void captionsFoldedByAnEarlierVersionAreFoundAfterTheMigration() {
        world.video(1, "ben", "カメラ");
        world.run("MATCH (video:Video) SET video.foldedCaption = 'カメラ'", Map.of());
        assertThat(find("ada", "メラ")).isEmpty();
        try (Session session = driver.session()) {
            CaptionIndexMigration.fold(session);
        }
        assertThat(find("ada", "メラ")).containsExactly("カメラ");
    }

    @Test
    void hiddenMatchesUseUpNoPlaceOfThoseThatMayBeSeenAndTheCountIsBounded() {
        world.people("dora");
        world.run("""
                MATCH (author:User {handle: 'dora'})
                UNWIND range(1, 2100) AS number
                CREATE (author)-[:POSTED]->(:Video {id: 10000 + number, caption: 'wall', foldedCaption: 'wall',
                  postedBy: toString(author.id), audience: 'ONLY_ME', createdAt: datetime()})
                """, Map.of());
        world.video(1, "ben", "the wall that we climbed on the second day").audience(1, "FRIENDS");
        world.video(2, "cleo", "the wall that we climbed on the third day");
        assertThat(page("ada", "wall", 5, null).path("totalCount").asInt()).isEqualTo(2);
        assertThat(page("cleo", "wall", 5, null).path("totalCount").asInt()).isEqualTo(1);
        assertThat(page("dora", "wall", 5, null).path("totalCount").asInt()).isEqualTo(500);

        world.run("MATCH (video:Video) WHERE video.id > 10000 SET video.audience = 'PUBLIC'", Map.of());
        assertThat(page("cleo", "wall", 5, null).path("totalCount").asInt()).isEqualTo(500);
        assertThat(page("ada", "wall second day", 5, null).path("totalCount").asInt())
                .as("of a friend")
                .isEqualTo(1);
    }

    @Test
    void aUserWithMoreFriendsThanOneQueryOfTheIndexNamesFindsTheVideosOfAll() {
        world.run("""
                MATCH (ada:User {handle: 'ada'})
                UNWIND range(1, 1201) AS number
                CREATE (friend:User {id: 20000 + number, handle: 'f' + number, displayName: 'F', createdAt: datetime()})
                CREATE (ada)-[:FRIENDS_WITH {since: datetime()}]->(friend)
                CREATE (friend)-[:CLOSE_FRIEND {at: datetime()}]->(ada)
                WITH friend, number
                WHERE number % 200 = 1
                CREATE (friend)-[:POSTED]->(:Video {id: 30000 + number, caption: 'tide ' + number,
                  foldedCaption: 'tide ' + number, postedBy: toString(friend.id),
                  audience: CASE number % 400 WHEN 1 THEN 'CLOSE_FRIENDS' ELSE 'FRIENDS' END, createdAt: datetime()})
                """, Map.of());
        assertThat(find("ada", "tide")).hasSize(7);
        assertThat(find("cleo", "tide")).isEmpty();
    }

    @Test
    void fiftyMatchesTakeAsManyStatementsAsOne() {
        world.video(1, "cleo", "wall");
        int one = cost();
        IntStream.range(0, 49).forEach(more -> world.video(10 + more, "author" + more, "wall"));
        assertThat(find("ada", "wall")).hasSize(50);
        assertThat(cost()).isEqualTo(one);
    }

    @Test
    void videosStoredBeforeTheMigrationAreFoundAfterIt() {
        world.video(1, "ben", "Ålesund").audience(1, "FRIENDS");
        world.run("MATCH (video:Video) REMOVE video.foldedCaption, video.postedBy", Map.of());
        assertThat(find("ada", "alesund")).isEmpty();
        try (Session session = driver.session()) {
            CaptionIndexMigration.fold(session);
        }
        assertThat(find("ada", "alesund")).containsExactly("Ålesund");
    }

    @Test
    void theIndexIsNeverBehindACommit() {
        assertThat(world.values("""
                SHOW FULLTEXT INDEXES YIELD name, options WHERE name = 'video_search'
                RETURN options.indexConfig['fulltext.eventually_consistent']
                """)).containsExactly(false);
    }

    private int cost() {
        String query = """
                { searchVideos(query: "wall", first: 50) { totalCount nodes { caption author { handle } likeCount
                  viewerHasLiked friendsWhoLiked(first: 3) { totalCount nodes { handle } } } } }
                """;
        return api.as("ada").header("Mutuals-Proof", "1").ask(query).proof("neo4jQueries");
    }

    /** Publishes captions one after the other, the first one last. */
    private void captions(String... captions) {
        for (int video = captions.length; video > 0; video--) {
            world.video(video, "cleo", captions[video - 1]);
        }
    }

    private List<String> find(String viewer, String query) {
        JsonNode page = page(viewer, query, 100, null);
        List<String> captions = page.path("nodes")
                .valueStream()
                .map(node -> node.path("caption").asString())
                .toList();
        assertThat(page.path("totalCount").asInt()).isEqualTo(captions.size());
        return captions;
    }

    private JsonNode page(String viewer, String query, int first, @Nullable String after) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("q", query);
        variables.put("first", first);
        variables.put("after", after);
        return api.as(viewer).data(QUERY, variables).path("searchVideos");
    }
}
