package io.mutuals;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.security.Viewer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.JsonNode;

/** A user, zoe, who has used every feature, among others: what erasing and exporting an account is tried on. */
public final class UserOfEverything {

    /** Creates her account. */
    public static final String JOIN = """
            mutation { createAccount(input: {handle: "zoe.erased", displayName: "Zoe", birthDate: "1990-05-17",
              bio: "swims", region: "IE"}) { viewer { user { id } } userErrors { code } } }
            """;

    private static final List<String> OTHERS = List.of("ada", "ben", "cleo", "dan", "eve", "tia");

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final UnifiedJedis redis;
    private final String token = LocalTokens.mint("auth0|" + UUID.randomUUID(), Duration.ofDays(300));
    private long zoe;
    private String id = "";
    private String direct = "";
    private String group = "";

    private UserOfEverything(Api api, World world, TestClock clock, UnifiedJedis redis) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.redis = redis;
    }

    /** Empties the world and creates zoe in it. */
    public static UserOfEverything in(World world, Api api, TestClock clock, UnifiedJedis redis) {
        UserOfEverything everything = new UserOfEverything(api, world, clock, redis);
        everything.create();
        return everything;
    }

    private void create() {
        world.clear();
        world.people(OTHERS.toArray(String[]::new));
        world.friends("ada", "ben");
        world.set(
                "tia",
                "birthYear",
                (long) clock.instant().atZone(ZoneOffset.UTC).getYear() - 14);
        world.video(901, "ada", "clip of ada");
        id = me().data(JOIN).at("/createAccount/viewer/user/id").asString();
        zoe = Viewer.USER_ID.decode(id);
        ties();
        conversations();
        videos();
        experiments();
        cache();
    }

    /** Returns her internal id. */
    public long number() {
        return zoe;
    }

    /** Returns her id. */
    public String id() {
        return id;
    }

    /** Returns her conversation with ada. */
    public String direct() {
        return direct;
    }

    /** Returns her group with ada. */
    public String group() {
        return group;
    }

    /** Returns a caller with her token. */
    public Api.Caller me() {
        return api.with(token);
    }

    private void ties() {
        cypher("""
                CREATE (zoe)-[:FRIENDS_WITH {since: $now}]->(ada), (ada)-[:CLOSE_FRIEND {at: $now}]->(zoe),
                  (zoe)-[:CLOSE_FRIEND {at: $now}]->(ada), (ben)-[:REQUESTED {at: $now, message: 'hi'}]->(zoe),
                  (zoe)-[:REQUESTED {at: $now}]->(cleo), (zoe)-[:BLOCKED {at: $now}]->(dan),
                  (eve)-[:BLOCKED {at: $now}]->(zoe), (zoe)-[:WAS_FRIENDS_WITH]->(eve),
                  (zoe)-[:DISMISSED {at: $now}]->(eve), (cleo)-[:DISMISSED {at: $now}]->(zoe),
                  (zoe)-[:SAW {times: 1, at: $now, snapshot: 5}]->(ben), (ben)-[:SAW {times: 1, at: $now, snapshot:
                    6}]->(zoe),
                  (zoe)-[:KNOWS]->(ada), (ada)-[:KNOWS]->(zoe), (zoe)-[:KNOWS]->(ben),
                  (zoe)-[:GUARDS {since: $now, madeBy: 'CONSENT'}]->(tia),
                  (zoe)-[:REACHABLE_AT]->(:ContactHash {value: 'hash of zoe'}),
                  (:PlatformKey {kind: 'USER', key: 'p-7', changedAt: $now, fingerprint: 'f'})-[:NAMES]->(zoe)
                """);
        does("createFriendLink", Map.of(), "__typename");
        does("updateProfile", Map.of("bio", "dives"), "user { id }");
    }

    private void conversations() {
        world.set("ada", "messagesFrom", "EVERYONE");
        direct = Mutations.opens(me(), world.id("ada"));
        Mutations.says(me(), direct, "hello from zoe");
        Mutations.says(api.as("ada"), direct, "hello zoe.erased");
        Mutations.says(me(), direct, "how are you?");
        group = does(
                        "createGroup",
                        Map.of("title", "Swimmers", "userIds", List.of(world.id("ada"))),
                        "conversation { id }")
                .at("/conversation/id")
                .asString();
        String own = Mutations.says(me(), group, "to all").at("/message/id").asString();
        Mutations.sends(api.as("ada"), group, "k1", Map.of("body", "for you", "mentions", List.of(id)));
        String theirs = Mutations.sends(api.as("ada"), group, "k2", Map.of("body", "and more", "replyTo", own))
                .at("/message/id")
                .asString();
        Mutations.sends(me(), group, "k3", Map.of("body", "look", "videoId", World.id("vid", 901)));
        does("addReaction", Map.of("messageId", theirs, "emoji", "👍"), "message { id }");
        Mutations.does(api.as("ada"), "addReaction", Map.of("messageId", own, "emoji", "👍"), "message { id }");
        Mutations.does(me(), "markRead", group, Map.of("upToSeq", 3));
        Mutations.does(api.as("ada"), "reportMessage", Map.of("messageId", own, "reason", "SPAM"), "report { id }");
        does("reportMessage", Map.of("messageId", theirs, "reason", "SPAM", "comment", "rude"), "report { id }");
    }

    private void videos() {
        String video = does(
                        "publishVideo",
                        Map.of("clientVideoId", "v1", "caption", "clip of zoe", "audience", "PUBLIC"),
                        "video { id }")
                .at("/video/id")
                .asString();
        String gone = does(
                        "publishVideo",
                        Map.of("clientVideoId", "v2", "caption", "deleted", "audience", "PUBLIC"),
                        "video { id }")
                .at("/video/id")
                .asString();
        does("deleteVideo", Map.of("videoId", gone), "__typename");
        String ada = World.id("vid", 901);
        for (String mark : List.of("likeVideo", "saveVideo", "repostVideo")) {
            does(mark, Map.of("videoId", ada), "__typename");
        }
        Mutations.does(api.as("ada"), "likeVideo", Map.of("videoId", video), "__typename");
        does("unlikeVideo", Map.of("videoId", ada), "__typename");
        does("likeVideo", Map.of("videoId", ada), "__typename");
        String thread = comment(me(), ada, "c1", "first", null);
        comment(api.as("ada"), ada, "c2", "an answer", thread);
        String others = comment(api.as("ada"), ada, "c3", "another", null);
        comment(me(), ada, "c4", "my answer", others);
        comment(api.as("ada"), video, "c5", "on yours", null);
        does("likeComment", Map.of("commentId", others), "__typename");
        Mutations.does(api.as("ada"), "likeComment", Map.of("commentId", thread), "__typename");
        Mutations.does(
                api.as("ada"),
                "createComment",
                Map.of("videoId", ada, "body", "hey", "clientCommentId", "c6", "mentions", List.of(id)),
                "__typename");
    }

    private static String comment(Api.Caller caller, String video, String key, String body, @Nullable String answers) {
        Map<String, @Nullable Object> input =
                new HashMap<>(Map.of("videoId", video, "body", body, "clientCommentId", key));
        input.put("replyToId", answers);
        return Mutations.does(caller, "createComment", input, "comment { id }")
                .at("/comment/id")
                .asString();
    }

    private void experiments() {
        cypher("""
                CREATE (:Exposure {key: '1:0:' + zoe.id + ':2026-03-04', experiment: 1, variant: 0, unit:
                  toString(zoe.id),
                    viewer: zoe.id, day: '2026-03-04', at: $now, friends: 1, recent: 0}),
                  (:Outcome {key: '1:' + zoe.id + ':' + ada.id + ':IMPRESSIONS:77', experiment: 1, variant: 0,
                    viewer: zoe.id, candidate: ada.id, kind: 'IMPRESSIONS', at: $now, snapshot: 77, place: 0}),
                  (:Outcome {key: '1:' + ada.id + ':' + zoe.id + ':REQUESTS_SENT', experiment: 1, variant: 0,
                    viewer: ada.id, candidate: zoe.id, kind: 'REQUESTS_SENT', at: $now, snapshot: 77, place: 0}),
                  (:Exploration {key: '1:78', experiment: 1, variant: 0, viewer: zoe.id, snapshot: 78, at: $now,
                    base: 1, propensity: 0.5, candidates: [ada.id, zoe.id]})
                """);
    }

    private void cache() {
        me().data("{ viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } } } } }");
        api.as("ben").data("{ viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } } } } }");
        redis.zadd("mutuals:suggestions:recent", 1, zoe + ":friends");
        redis.set("mutuals:presence:{" + zoe + "}:at", "1");
    }

    private JsonNode does(String mutation, Map<String, ? extends @Nullable Object> input, String selection) {
        JsonNode payload = Mutations.does(me(), mutation, input, selection);
        assertThat(payload.path("userErrors").isEmpty()).as(mutation + payload).isTrue();
        return payload;
    }

    private void cypher(String statement) {
        String users = OTHERS.stream()
                .map(handle -> "(%1$s:User {handle: '%1$s'})".formatted(handle))
                .collect(Collectors.joining(", "));
        world.run(
                "MATCH (zoe:User {id: $zoe}), " + users + " " + statement,
                Map.of("zoe", zoe, "now", clock.instant().atZone(ZoneOffset.UTC)));
        world.run(World.CHANGED, Map.of());
    }
}
