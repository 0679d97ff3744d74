package io.mutuals.suggestion.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A synthetic small-world graph: friends of neighbours and a few distant people; the same one every time. */
public final class SmallWorldGraph {

    private static final int PEOPLE = 600;
    private static final int NEAR = 12;
    private static final int FRIENDSHIPS_A_HEAD = 5;
    private static final long BEGAN = 1_600_000_000L;

    private SmallWorldGraph() {}

    /** Returns the friendships without times. */
    public static EdgeList friendships() {
        return EdgeList.of(edges(PEOPLE));
    }

    /** Returns the graph as the text of an edge file. */
    public static String text(boolean timed) {
        return text(PEOPLE, timed);
    }

    /** Returns a graph of {@code people} people as the text of an edge file. */
    public static String text(int people, boolean timed) {
        List<TimedFriendship> edges = edges(people);
        return IntStream.range(0, edges.size())
                .mapToObj(at -> edges.get(at).one() + "," + edges.get(at).other() + (timed ? "," + (BEGAN + at) : ""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<TimedFriendship> edges(int people) {
        Random random = new Random(42);
        List<TimedFriendship> edges = new ArrayList<>();
        for (int friendship = 0; friendship < people * FRIENDSHIPS_A_HEAD; friendship++) {
            int one = random.nextInt(people);
            boolean near = random.nextInt(10) > 0;
            int other = near ? (one + 1 + random.nextInt(NEAR)) % people : random.nextInt(people);
            edges.add(new TimedFriendship(Math.min(one, other), Math.max(one, other), Double.NaN, 0));
        }
        return edges;
    }
}
