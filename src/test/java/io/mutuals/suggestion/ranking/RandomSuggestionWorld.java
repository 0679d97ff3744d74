package io.mutuals.suggestion.ranking;

import static io.mutuals.FriendMutations.does;

import io.mutuals.Api;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.suggestion.evidence.SuggestionSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Users with random profiles, settings, ties and groups, and random changes of what decides about suggestions. */
final class RandomSuggestionWorld {

    /** Names whose order depends on how characters beyond the basic plane, and upper case, are compared. */
    private static final List<String> NAMES = List.of(
            "Zoë",
            "zoe",
            "Ådne",
            "ぎん",
            "\uD83D\uDE00 smile",
            "\uFB01ne",
            "\uFFE5en",
            "İpek",
            "ΣΑΣ",
            "Юля",
            "\uD835\uDC00da",
            "Ada",
            "ada",
            "ẞtraße");

    private static final List<String> SIGNALS = List.of(
            "suggestByMutualFriends", "suggestByVideoTaste", "suggestBySharedConversations", "findableBySearch");

    private final World world;
    private final TestClock clock;
    private final List<String> people;

    RandomSuggestionWorld(World world, TestClock clock, List<String> people) {
        this.world = world;
        this.clock = clock;
        this.people = List.copyOf(people);
    }

    /** Fills an empty graph with users, and with ties of every kind between them. */
    void fill(Random random) {
        world.clear();
        for (int number = 0; number < people.size(); number++) {
            String handle = people.get(number);
            world.named(handle, NAMES.get(random.nextInt(NAMES.size())));
            if (random.nextInt(3) > 0) {
                world.aged(handle, List.of(13, 17, 17, 30).get(random.nextInt(4)));
            }
            world.set(handle, "region", List.of("DE", "FR").get(random.nextInt(2)));
            for (String setting : SIGNALS) {
                world.set(handle, setting, random.nextInt(4) > 0);
            }
            if (random.nextInt(3) == 0) {
                world.set(handle, "friendListVisibleTo", random.nextBoolean() ? "ONLY_ME" : "FRIENDS");
            }
            world.video(100 + number, handle, "video " + number);
        }
        world.friends("hub", "h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8");
        for (int group = 1; group <= 8; group++) {
            group(group, random);
        }
        for (int number = 0; number < people.size(); number++) {
            if (random.nextInt(3) == 0) {
                world.friends(people.get(number), "hub");
            }
        }
        for (int edge = 0; edge < 4 * people.size(); edge++) {
            String one = people.get(random.nextInt(people.size()));
            String other = people.get(random.nextInt(people.size()));
            tie(one, other, random);
        }
    }

    private void group(long group, Random random) {
        Set<String> members = new TreeSet<>(Set.of("stranger"));
        int size = 2 + random.nextInt(4);
        while (members.size() <= size) {
            members.add(people.get(random.nextInt(people.size())));
        }
        world.group(group, "Group " + group, members.toArray(String[]::new));
        for (String member : members) {
            if (random.nextInt(6) == 0) {
                world.state(member, group, random.nextBoolean() ? "REQUEST" : "DECLINED");
            } else if (random.nextBoolean()) {
                world.says(group, member, "hello from " + member);
            }
        }
        if (group == 8) {
            IntStream.range(0, 60).forEach(number -> world.joins("crowd" + number, group));
        }
    }

    private void tie(String one, String other, Random random) {
        if (one.equals(other)) {
            return;
        }
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> world.friends(one, other);
            case 4 -> world.request(one, other, "hello");
            case 5 -> world.block(one, other);
            case 6 -> world.dismiss(one, other);
            case 7 -> {
                world.dismiss(one, other);
                Duration left = random.nextBoolean() ? Duration.ofDays(1) : Duration.ofDays(-1);
                world.run(
                        "MATCH (:User {id: $a})-[r:DISMISSED]->(:User {id: $b}) SET r.until = datetime($until)",
                        Map.of(
                                "a", world.number(one),
                                "b", world.number(other),
                                "until", clock.instant().plus(left).toString()));
            }
            case 8 ->
                world.run(
                        "MATCH (a:User {id: $a}), (b:User {id: $b}) "
                                + "WHERE NOT EXISTS { (a)-[:FRIENDS_WITH]-(b) } MERGE (a)-[:WAS_FRIENDS_WITH]->(b)",
                        Map.of(
                                "a", Math.min(world.number(one), world.number(other)),
                                "b", Math.max(world.number(one), world.number(other))));
            case 9, 10 -> world.knows(one, other).knows(other, one);
            case 11 -> world.knows(one, other);
            default -> {
                int video = 100 + random.nextInt(4);
                world.like(one, video).like(other, video).like(one, video + 1).like(other, video + 1);
            }
        }
    }

    /**
     * Makes one change of what decides about suggestions, through a server or, for what the platform tells, the graph.
     */
    void changeOne(Api server, Random random) {
        String one = people.get(random.nextInt(people.size()));
        String other = people.get(random.nextInt(people.size()));
        Map<String, Object> user = Map.of("userId", world.id(other));
        switch (random.nextInt(19)) {
            case 0, 1 -> {
                does(server.as(one), "sendFriendRequest", world.id(other));
                does(server.as(other), "acceptFriendRequest", world.id(one));
            }
            case 2 -> does(server.as(one), "sendFriendRequest", world.id(other));
            case 3 ->
                does(
                        server.as(one),
                        random.nextBoolean() ? "cancelFriendRequest" : "declineFriendRequest",
                        world.id(other));
            case 4, 5 -> does(server.as(one), "unfriend", world.id(other));
            case 6 -> does(server.as(one), random.nextBoolean() ? "blockUser" : "unblockUser", world.id(other));
            case 7 -> mutate(server, one, "dismissSuggestion", user);
            case 8 -> mutate(server, one, "undoDismissSuggestion", user);
            case 9 ->
                mutate(
                        server,
                        one,
                        "updatePrivacySettings",
                        Map.of(SIGNALS.get(random.nextInt(SIGNALS.size())), random.nextBoolean()));
            case 10 ->
                mutate(
                        server,
                        one,
                        "updatePrivacySettings",
                        Map.of("friendListVisibleTo", random.nextBoolean() ? "ONLY_ME" : "EVERYONE"));
            case 11 -> world.aged(one, List.of(14, 17, 25).get(random.nextInt(3)));
            case 12 -> world.knows(one, other).knows(other, one);
            case 13 -> {
                Map<String, Object> group = Map.of("conversationId", World.id("cnv", 1 + random.nextInt(8)));
                mutate(server, one, "leaveConversation", group);
            }
            case 14, 15 -> {
                Map<String, Object> video = Map.of("videoId", World.id("vid", 100 + random.nextInt(5)));
                mutate(server, one, random.nextInt(4) > 0 ? "likeVideo" : "unlikeVideo", video);
            }
            case 16, 17 -> {
                int number = random.nextInt(5);
                Map<String, Object> changes = Map.of(
                        "videoId",
                        World.id("vid", 100 + number),
                        "audience",
                        random.nextInt(3) > 0 ? "PUBLIC" : "FRIENDS",
                        "likesHidden",
                        random.nextInt(4) == 0);
                mutate(server, people.get(number), "updateVideo", changes);
            }
            default ->
                mutate(server, one, "updateProfile", Map.of("displayName", NAMES.get(random.nextInt(NAMES.size()))));
        }
    }

    private static void mutate(Api server, String viewer, String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        server.as(viewer)
                .data(
                        "mutation ($in: %s) { %s(input: $in) { userErrors { code } } }".formatted(type, mutation),
                        Map.of("in", input));
    }

    /** Returns a ranking of all users and of one who does not exist, in a random order and with random sources. */
    Snapshot rankingOfAll(Random random) {
        List<Snapshot.Place> places = new ArrayList<>();
        for (int number = 0; number < people.size(); number++) {
            Set<SuggestionSource> sources = EnumSet.of(SuggestionSource.FRIENDS_OF_FRIENDS);
            for (SuggestionSource source : SuggestionSource.values()) {
                if (random.nextInt(3) > 0) {
                    sources.add(source);
                }
            }
            places.add(new Snapshot.Place(world.number(people.get(number)), 1, sources));
        }
        places.add(new Snapshot.Place(987_654, 1, Set.of(SuggestionSource.FRIENDS_OF_FRIENDS)));
        Collections.shuffle(places, random);
        return new Snapshot(1, "people-you-may-know", "any", World.NOON, places, RankingComposition.NONE);
    }
}
