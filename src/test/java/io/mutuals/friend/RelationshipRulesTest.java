package io.mutuals.friend;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.GraphInMemoryTest;
import io.mutuals.World;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.api.Slice;
import io.mutuals.api.UserId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Compares relationships, permissions and lists by name in Java with those in Cypher, for every pair of random users.
 */
@GraphInMemoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelationshipRulesTest {

    private static final int PEOPLE = 14;

    /** Cases, scripts, and characters above and below the surrogates; some are equal in lower case. */
    private static final List<String> NAMES = List.of(
            "ada",
            "Ada",
            "ADA",
            "B",
            "b\u0308",
            "\u00c4",
            "\u0130",
            "I",
            "\u0131",
            "\u03a3",
            "\u03c3\u03c2",
            "\u65e5",
            "\ud7ff",
            "\ue000",
            "\uff21",
            "\uffee",
            "\ud800\udc00",
            "\ud801\udc00",
            "\ud83d\ude00",
            "\ud83d\ude00a");

    private static final Map<String, List<Object>> CHOICES = Map.of(
            "friendRequestsFrom", List.of("EVERYONE", "FRIENDS_OF_FRIENDS", "NOBODY", "SOMETHING ELSE"),
            "friendListVisibleTo", List.of("EVERYONE", "FRIENDS", "MUTUAL_FRIENDS", "ONLY_ME", true),
            "messagesFrom", List.of("EVERYONE", "FRIENDS_OF_FRIENDS", "FRIENDS", 7),
            "suggestByMutualFriends", List.of(true, false, "true"),
            "suggestBySharedConversations", List.of(true, false),
            "suggestByVideoTaste", List.of(true, false),
            "findableBySearch", List.of(true, false),
            "readReceipts", List.of(true, false),
            "showPresence", List.of(true, false, 1));

    private final RelationshipRepository relationships;
    private final MutualFriendRepository mutualFriends;
    private final FriendRepository friends;
    private final World world;

    private final Loader<UserKey, Relationship> relationshipsInMemory;
    private final Loader<UserKey, Integer> countsInMemory;
    private final Loader<MutualFriendsKey, Connection<User, Edge.Plain<User>>> mutualInMemory;
    private final Loader<FriendsKey, Connection<User, FriendEdge>> friendsInMemory;

    /** Statements answer no key, so what is compared comes from memory. */
    RelationshipRulesTest(
            RelationshipRepository relationships,
            MutualFriendRepository mutualFriends,
            FriendRepository friends,
            RelationshipsInMemory relationshipMemory,
            MutualFriendsInMemory mutualMemory,
            FriendPagesInMemory friendMemory,
            Loaders loaders,
            World world) {
        this.relationships = relationships;
        this.mutualFriends = mutualFriends;
        this.friends = friends;
        this.world = world;
        this.relationshipsInMemory =
                loaders.register("testRelationships", keys -> Map.of(), relationshipMemory::between);
        this.countsInMemory = loaders.register("testMutualFriendCounts", keys -> Map.of(), mutualMemory::count);
        this.mutualInMemory = loaders.register("testMutualFriends", keys -> Map.of(), mutualMemory::page);
        this.friendsInMemory = loaders.register("testFriends", keys -> Map.of(), friendMemory::page);
    }

    @Test
    void javaDecidesLikeCypher() {
        Set<String> seen = new TreeSet<>();
        Set<String> order = new HashSet<>();
        for (int seed = 0; seed < 4; seed++) {
            givenRandomUsers(new Random(seed));
            Set<UserKey> pairs = pairs();
            Map<UserKey, Relationship> expected = relationships.between(pairs);
            assertThat(relationshipsInMemory.loadTogether(pairs))
                    .as("seed %d", seed)
                    .isEqualTo(expected)
                    .hasSize(PEOPLE * PEOPLE);
            assertThat(countsInMemory.loadTogether(pairs)).as("seed %d", seed).isEqualTo(mutualFriends.count(pairs));
            comparePages(pairs, order);
            expected.values().forEach(relationship -> seen.addAll(features(relationship)));
        }
        assertThat(seen)
                .contains(
                        "friend",
                        "received",
                        "sent",
                        "blocks",
                        "blocked",
                        "both blocked",
                        "shares",
                        "not shares",
                        "sees",
                        "not sees",
                        "message",
                        "mayMessage",
                        "UNDER_16",
                        "FROM_16_TO_17",
                        "ADULT");
        assertThat(order).as("names that were compared").contains("\ud801\udc28", "\uff41", "\ud83d\ude00", "ada");
    }

    /** Walks to the end of both lists by their cursors. */
    private void comparePages(Set<UserKey> pairs, Set<String> order) {
        Set<MutualFriendsKey> mutual = pairs.stream()
                .map(pair -> new MutualFriendsKey(pair, first(null)))
                .collect(Collectors.toSet());
        while (!mutual.isEmpty()) {
            var expected = mutualFriends.page(mutual);
            compare(mutualInMemory.loadTogether(mutual), expected);
            mutual = new HashSet<>();
            for (var entry : expected.entrySet()) {
                if (entry.getValue().pageInfo().hasNextPage()) {
                    User last = entry.getValue().nodes().getLast();
                    mutual.add(new MutualFriendsKey(entry.getKey().between(), first(position(last))));
                }
            }
        }
        Set<FriendsKey> lists = pairs.stream()
                .map(pair -> new FriendsKey(pair, FriendOrder.NAME, first(null)))
                .collect(Collectors.toSet());
        while (!lists.isEmpty()) {
            var expected = friends.friends(lists);
            compare(friendsInMemory.loadTogether(lists), expected);
            lists = new HashSet<>();
            for (var entry : expected.entrySet()) {
                entry.getValue()
                        .nodes()
                        .forEach(user -> order.add(position(user).name()));
                if (entry.getValue().pageInfo().hasNextPage()) {
                    User last = entry.getValue().nodes().getLast();
                    lists.add(new FriendsKey(entry.getKey().owner(), FriendOrder.NAME, first(position(last))));
                }
            }
        }
    }

    private static <K, V> void compare(Map<K, V> answers, Map<K, V> expected) {
        assertThat(answers).hasSameSizeAs(expected);
        expected.forEach(
                (key, value) -> assertThat(answers.get(key)).as("%s", key).isEqualTo(value));
    }

    private KeysetPosition.ByName position(User user) {
        String lower =
                (String) world.values("MATCH (u:User {id: %d}) RETURN toLower(u.displayName)".formatted(user.number()))
                        .getFirst();
        return new KeysetPosition.ByName(lower, user.number());
    }

    private static Slice first(@Nullable KeysetPosition after) {
        return new Slice(2, after, true);
    }

    private static List<String> features(Relationship relationship) {
        List<String> features = new ArrayList<>();
        features.add(relationship.settings().ageBand().name());
        features.add(relationship.sharesFriends() ? "shares" : "not shares");
        features.add(relationship.seesFriends() ? "sees" : "not sees");
        if (relationship.isFriend()) {
            features.add("friend");
        }
        if (relationship.received() != null) {
            features.add("received");
        }
        if (relationship.sent() != null) {
            features.add("sent");
            features.add(relationship.sent().message() == null ? "no message" : "message");
        }
        if (relationship.isBlockedByViewer()) {
            features.add(relationship.blocksViewer() ? "both blocked" : "blocks");
        } else if (relationship.blocksViewer()) {
            features.add("blocked");
        }
        if (relationship.mayMessage()) {
            features.add("mayMessage");
        }
        return features;
    }

    private Set<UserKey> pairs() {
        Set<UserKey> pairs = new HashSet<>();
        for (int viewer = 0; viewer < PEOPLE; viewer++) {
            for (int user = 0; user < PEOPLE; user++) {
                pairs.add(new UserKey(new UserId(world.number("p" + viewer)), new UserId(world.number("p" + user))));
            }
        }
        return pairs;
    }

    private void givenRandomUsers(Random random) {
        world.clear();
        for (int number = 0; number < PEOPLE; number++) {
            String handle = "p" + number;
            world.named(handle, NAMES.get(random.nextInt(NAMES.size())));
            if (random.nextBoolean()) {
                world.aged(handle, random.nextInt(12, 24));
            }
            CHOICES.forEach((setting, choices) -> {
                if (random.nextBoolean()) {
                    world.set(handle, setting, choices.get(random.nextInt(choices.size())));
                }
            });
        }
        for (int edge = 0; edge < 4 * PEOPLE; edge++) {
            String one = "p" + random.nextInt(PEOPLE);
            String other = "p" + random.nextInt(PEOPLE);
            if (one.equals(other)) {
                continue;
            }
            switch (random.nextInt(8)) {
                case 0 -> world.block(one, other);
                case 1, 2 -> world.request(one, other, random.nextBoolean() ? "hello" : null);
                default -> world.friends(one, other);
            }
        }
        world.block("p0", "p1").block("p1", "p0");
        world.set("p2", "requestsThatDay", 3);
    }
}
