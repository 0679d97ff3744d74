package io.mutuals.bench;

import io.mutuals.bench.Change.Accept;
import io.mutuals.bench.Change.Decline;
import io.mutuals.bench.Change.Message;
import io.mutuals.bench.Change.Profile;
import io.mutuals.bench.Change.Request;
import io.mutuals.bench.Change.Setting;
import io.mutuals.bench.Change.Unfriend;
import io.mutuals.bench.Workload.Place;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.neo4j.driver.GraphDatabase;

/**
 * Decides what is changed: of 100 changes 50 are messages, 14 friend requests, 10 accept and 4 decline one, 10 end
 * friendships that were made here, 8 are of profiles and 4 of settings. So the graph stays about as it is. Users with
 * more friends are more active, as {@code sqrt(friends)}. Thread-safe.
 */
final class ChangeMix {

    private static final int PLACES = 20_000;

    private final Random random = new Random(7);
    private final List<Place> places;
    private final long[] users;
    private final double[] activity;

    /** The pairs that have a request or a friendship made here, or are about to. */
    private final Set<Pair> taken = new HashSet<>();

    private final Queue<Pair> requests = new ArrayDeque<>();
    private final Queue<Pair> friendships = new ArrayDeque<>();

    private ChangeMix(List<Place> places, long[] users, double[] activity) {
        this.places = places;
        this.users = users;
        this.activity = activity;
    }

    /** Returns changes of all users with friends. */
    static ChangeMix in(String neo4j) {
        try (var driver = GraphDatabase.driver(neo4j);
                var session = driver.session()) {
            List<long[]> rows = session.run("""
                            MATCH (user:User)
                            WITH user.id AS id, COUNT { (user)-[:FRIENDS_WITH]-() } AS friends
                            WHERE friends > 0
                            RETURN id, friends
                            """, Map.of()).list(row ->
                    new long[] {row.get("id").asLong(), row.get("friends").asLong()});
            double[] activity =
                    rows.stream().mapToDouble(row -> Math.sqrt((double) row[1])).toArray();
            Arrays.parallelPrefix(activity, Double::sum);
            return new ChangeMix(
                    Workload.randomPlaces(session, PLACES),
                    rows.stream().mapToLong(row -> row[0]).toArray(),
                    activity);
        }
    }

    /** Returns the next changes, which do not depend on each other. */
    synchronized List<Change> next(int count) {
        return IntStream.range(0, count).mapToObj(change -> next()).toList();
    }

    private Change next() {
        int kind = random.nextInt(100);
        if (kind < 50) {
            return new Message(places.get(random.nextInt(places.size())));
        }
        if (kind < 58) {
            return new Profile(active(), "Changed " + random.nextInt(1_000_000) + " times");
        }
        if (kind < 62) {
            return new Setting(active(), random.nextBoolean());
        }
        if (kind < 76) {
            Pair asked = requests.poll();
            if (asked != null) {
                return kind < 72 ? new Accept(asked.one, asked.other) : new Decline(asked.one, asked.other);
            }
        } else if (kind < 86) {
            Pair friends = friendships.poll();
            if (friends != null) {
                return new Unfriend(friends.one, friends.other);
            }
        }
        return request();
    }

    private Request request() {
        while (true) {
            Pair pair = new Pair(active(), active());
            if (pair.one != pair.other && !taken.contains(pair.turned()) && taken.add(pair)) {
                return new Request(pair.one, pair.other);
            }
        }
    }

    /** Takes note of changes that were made. */
    synchronized void made(List<Change> changes) {
        for (Change change : changes) {
            switch (change) {
                case Request(long from, long to) -> requests.add(new Pair(from, to));
                case Accept(long from, long to) -> friendships.add(new Pair(from, to));
                case Decline(long from, long to) -> taken.remove(new Pair(from, to));
                case Unfriend(long user, long friend) -> taken.remove(new Pair(user, friend));
                case Message message -> {}
                case Profile profile -> {}
                case Setting setting -> {}
            }
        }
    }

    private long active() {
        int found = Arrays.binarySearch(activity, random.nextDouble() * activity[activity.length - 1]);
        return users[Math.min(users.length - 1, found < 0 ? -found - 1 : found)];
    }

    private record Pair(long one, long other) {

        Pair turned() {
            return new Pair(/* one= */ other, /* other= */ one);
        }
    }
}
