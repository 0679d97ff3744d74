package io.mutuals.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.neo4j.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.ProfiledPlan;
import tools.jackson.databind.JsonNode;

/** The ranking of friends to whom a viewer would send a video. */
@MutualsTest
class ShareRecipientsTest {

    private static final long VIDEO = 201;

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Driver driver;
    private final ShareRecipientRepository repository;

    ShareRecipientsTest(Api api, World world, TestClock clock, Driver driver, ShareRecipientRepository repository) {
        this.driver = driver;
        this.repository = repository;
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo", "dario", "erin", "fred")
                .people("stranger")
                .video(VIDEO, "author", "Sunrise")
                .direct(101, "ada", "ben")
                .direct(102, "ada", "cleo")
                .direct(103, "ada", "dario")
                .direct(109, "ada", "stranger");
    }

    @Test
    void mutualRecentTalkRanksAboveOneSidedTalkAndOldTalk() {
        talk(101, Duration.ofDays(2), "ada", "ben", "ada", "ben");
        talk(102, Duration.ofHours(1), "cleo", "cleo", "cleo", "cleo", "cleo", "cleo");
        talk(103, Duration.ofDays(30), "ada", "dario", "ada", "dario", "ada", "dario");
        talk(109, Duration.ofHours(1), "ada", "stranger", "ada", "stranger");

        JsonNode page = page("first: 9");
        assertThat(handles(page)).containsExactly("ben", "cleo", "dario", "erin", "fred");
        assertThat(page.at("/nodes/1/reason/text").asString()).isEqualTo("cleo has written to you lately");
    }

    @Test
    void theWeightOfTalkDecaysWithTime() {
        talk(101, Duration.ofDays(1), "ada", "ben", "ada", "ben");
        assertThat(handles(page("first: 1"))).containsExactly("ben");
        clock.pass(Duration.ofDays(21));
        talk(102, Duration.ofDays(1), "ada", "cleo");
        assertThat(handles(page("first: 2"))).containsExactly("cleo", "ben");
        clock.pass(Duration.ofDays(60));
        assertThat(page("first: 1").at("/nodes/0/reason/__typename").asString()).isEqualTo("FriendReason");
    }

    @Test
    void talkInAGroupCountsLessThanTalkBetweenTwo() {
        world.group(110, "Street", "ada", "fred", "erin", "stranger");
        talk(110, Duration.ofHours(1), "ada", "fred", "ada", "fred");
        talk(102, Duration.ofHours(1), "ada", "cleo", "ada", "cleo");
        assertThat(handles(page("first: 3"))).containsExactly("cleo", "fred", "erin");
    }

    @Test
    void theViewerCanRecomputeEveryReasonFromTheApi() {
        talk(101, Duration.ofDays(2), "ada", "ben", "ada", "ben", "ben");
        talk(101, Duration.ofHours(2), "ben");
        world.run("MATCH (m:Message {conversationId: 101, seq: 4}) SET m.unsentAt = m.sentAt", Map.of());
        world.video(301, "author", "one").video(302, "author", "two").video(303, "author", "three");
        world.like("fred", 301).like("fred", 303).like("fred", VIDEO).like("erin", VIDEO);

        JsonNode recipients = page("first: 9").at("/nodes");
        JsonNode ben = recipients.get(0);
        assertThat(ben.at("/user/handle").asString()).isEqualTo("ben");
        assertThat(ben.at("/reason/text").asString()).isEqualTo("You and ben have talked lately");
        List<String> senders = api.as("ada")
                .data("{ node(id: \"" + World.id("cnv", 101)
                        + "\") { ... on Conversation { messages(last: 50) { nodes { unsentAt "
                        + "sender { handle } } } } } }")
                .at("/node/messages/nodes")
                .valueStream()
                .filter(message -> message.at("/unsentAt").isNull())
                .map(message -> message.at("/sender/handle").asString())
                .toList();
        assertThat(ben.at("/reason/sent").asLong())
                .isEqualTo(senders.stream().filter("ada"::equals).count());
        assertThat(ben.at("/reason/received").asLong())
                .isEqualTo(senders.stream().filter("ben"::equals).count())
                .isEqualTo(3);

        JsonNode fred = recipients.get(1);
        assertThat(fred.at("/user/handle").asString()).isEqualTo("fred");
        assertThat(fred.at("/reason/text").asString()).isEqualTo("fred likes 2 videos of author");
        long likes = api.as("ada")
                .data("{ user(by: {handle: \"author\"}) { videos(first: 11) { nodes { id "
                        + "friendsWhoLiked(first: 9) { nodes { handle } } } } } }")
                .at("/user/videos/nodes")
                .valueStream()
                .filter(video -> !video.at("/id").asString().equals(World.id("vid", VIDEO)))
                .filter(video -> video.at("/friendsWhoLiked").toString().contains("fred"))
                .count();
        assertThat(fred.at("/reason/count").asLong()).isEqualTo(likes).isEqualTo(2);

        JsonNode erin = recipients
                .valueStream()
                .filter(recipient -> recipient.at("/user/handle").asString().equals("erin"))
                .findAny()
                .orElseThrow();
        assertThat(api.as("ada")
                        .data("{ viewer { friends(first: 9) { edges { since node { handle } } } } }")
                        .toString())
                .contains("{\"since\":" + erin.at("/reason/since") + ",\"node\":{\"handle\":\"erin\"}}");
    }

    @Test
    void onlyFriendsForWhomTheVideoExistsAreListedAndNotItsAuthor() {
        world.friends("ada", "author").block("author", "cleo").block("ada", "dario");
        JsonNode page = page("first: 9");
        assertThat(handles(page)).containsExactlyInAnyOrder("ben", "erin", "fred");
        assertThat(page.at("/totalCount").asInt()).isEqualTo(3);

        world.block("author", "ada");
        String hidden = page("first: 9").toString();
        assertThat(hidden).isEqualTo(page(999, "first: 9").toString()).contains("\"totalCount\":0");
    }

    @Test
    void aRecipientHasTheDirectConversation() {
        talk(101, Duration.ofDays(2), "ada", "ben");
        JsonNode page = api.as("ada")
                .data("{ viewer { shareRecipients(videoId: \"" + World.id("vid", VIDEO)
                        + "\", first: 9) { nodes { user { handle } conversation { id "
                        + "lastMessage { seq sender { handle } } } } } } }")
                .at("/viewer/shareRecipients/nodes");
        assertThat(page.get(0).at("/conversation/id").asString()).isEqualTo(World.id("cnv", 101));
        assertThat(page.get(0).at("/conversation/lastMessage").toString())
                .isEqualTo("{\"seq\":2,\"sender\":{\"handle\":\"ben\"}}");
        assertThat(page.valueStream()
                        .filter(recipient ->
                                recipient.at("/user/handle").asString().equals("fred"))
                        .toList())
                .singleElement()
                .satisfies(recipient ->
                        assertThat(recipient.at("/conversation").isNull()).isTrue());
    }

    @Test
    void pagesNeitherRepeatNorSkipWhileUsersTalk() {
        talk(101, Duration.ofDays(2), "ada", "ben");
        talk(102, Duration.ofDays(3), "ada", "cleo");
        List<String> read = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 5; page++) {
            JsonNode recipients = page("first: 1" + after);
            read.addAll(handles(recipients));
            clock.pass(Duration.ofMinutes(1));
            talk(103, Duration.ZERO, "ada", "dario", "ada", "dario");
            talk(101, Duration.ZERO, "ada", "ben", "ada", "ben");
            after = ", after: \"" + recipients.at("/pageInfo/endCursor").asString() + "\"";
        }
        assertThat(read).containsExactlyInAnyOrder("ben", "cleo", "dario", "erin", "fred");
        assertThat(read.subList(0, 2)).containsExactly("ben", "cleo");
        assertThat(handles(page("first: 2"))).containsExactly("ben", "dario");

        String elsewhere = "first: 1" + after;
        world.video(202, "author", "Sunset");
        assertThat(ask(202, elsewhere).code()).isEqualTo("INVALID_CURSOR");
    }

    @Test
    void sixtyFriendsWithConversationsCostOneQuery() {
        IntStream.range(0, 60).forEach(i -> {
            world.friends("ada", "friend" + i).direct(300 + i, "ada", "friend" + i);
            talk(300 + i, Duration.ofHours(i), "ada", "friend" + i);
        });
        var answer = api.as("ada")
                .header("Mutuals-Proof", "1")
                .ask("{ viewer { shareRecipients(videoId: \"" + World.id("vid", VIDEO)
                        + "\", first: 65) { totalCount nodes { user { handle } conversation { "
                        + "lastMessage { sender { handle } } } reason { __typename } } } } }");
        assertThat(answer.proof("neo4jQueries")).as(answer.body()).isEqualTo(1);
        assertThat(answer.json().at("/data/viewer/shareRecipients/nodes").size())
                .isEqualTo(65);
    }

    @Test
    void aLongConversationCostsNoMoreThanItsLatestMessages() {
        long few = hits(history(101, 200));
        assertThat(hits(history(101, 3_000))).isLessThan(few + few / 10);
    }

    /** Adds so many messages of the last days to the conversation. */
    private ShareRecipientsKey history(long conversation, int messages) {
        world.run(
                """
                MATCH (c:Conversation {id: $c})
                UNWIND range(c.lastSeq + 1, $n) AS i
                CREATE (:Message {id: 7000000 + i, conversationId: $c, seq: i, senderId: 1 + i % 2,
                  clientMessageId: 'n' + i,
                  body: 'hm', sentAt: $at - duration({seconds: 4000 - i})})-[:IN]->(c)
                WITH DISTINCT c
                SET c.lastSeq = $n, c.lastMessageAt = $at
                """,
                Map.of("c", conversation, "n", messages, "at", clock.instant().atZone(ZoneOffset.UTC)));
        return new ShareRecipientsKey(new UserId(world.number("ada")), new VideoId(VIDEO), true, 9, null, true);
    }

    private long hits(ShareRecipientsKey key) {
        Map<String, @Nullable Object> row = new HashMap<>(ShareRecipientRepository.row(key));
        row.put("index", 0);
        Map<String, Object> parameters = new HashMap<>(repository.parameters(10));
        parameters.put("keys", List.of(row));
        parameters.put("now", clock.instant().atZone(ZoneOffset.UTC));
        try (var session = driver.session()) {
            var plan = session.run("PROFILE " + ShareRecipientRepository.PAGE.text(), Statement.parameters(parameters))
                    .consume()
                    .profile();
            return hits(plan);
        }
    }

    private static long hits(ProfiledPlan plan) {
        return plan.dbHits()
                + plan.children().stream().mapToLong(ShareRecipientsTest::hits).sum();
    }

    /** Adds one message for each sender, a second apart, beginning {@code ago} before now. */
    private void talk(long conversation, Duration ago, String... senders) {
        Instant from = clock.instant().minus(ago).minusSeconds(senders.length);
        for (int i = 0; i < senders.length; i++) {
            world.says(conversation, senders[i], "hm")
                    .run(
                            "MATCH (c:Conversation {id: $c}) MATCH (m:Message {conversationId: $c, "
                                    + "seq: c.lastSeq}) SET m.sentAt = $at, c.lastMessageAt = $at",
                            Map.of("c", conversation, "at", from.plusSeconds(i).atZone(ZoneOffset.UTC)));
        }
    }

    private JsonNode page(String arguments) {
        return page(VIDEO, arguments);
    }

    private JsonNode page(long video, String arguments) {
        Api.Answer answer = ask(video, arguments);
        assertThat(answer.code()).as(answer.body()).isEmpty();
        return answer.json().at("/data/viewer/shareRecipients");
    }

    private Api.Answer ask(long video, String arguments) {
        return api.as("ada")
                .ask("{ viewer { shareRecipients(videoId: \"" + World.id("vid", video) + "\", " + arguments + """
                ) { totalCount pageInfo { hasNextPage endCursor } nodes { user { handle } reason { __typename
                    ... on RecentTalkReason { text sent received since }
                    ... on LikesAuthorReason { text author { handle } count }
                    ... on FriendReason { text since } } } } } }
                """);
    }

    private static List<String> handles(JsonNode page) {
        return page.at("/nodes")
                .valueStream()
                .map(recipient -> recipient.at("/user/handle").asString())
                .toList();
    }
}
