package io.mutuals.suggestion.graph;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Fills a large graph from a stream, without more memory than the graph itself needs.
 *
 * <p>First everybody is told with their number of friends, then each friendship once. Friendships that come meanwhile need not fit; whose
 * row is not whole is known at the end. Not thread-safe.
 */
public final class GraphFilling {

    private final GraphPeople people;
    private final int[] begin;
    private final int[] end;
    private final int[] friends;
    private final int[] since;
    private final Set<Long> incomplete = new HashSet<>();

    /**
     * Makes room.
     *
     * @param ids everybody's, ascending
     * @param degrees how many friends each has
     */
    public GraphFilling(long[] ids, int[] degrees) {
        people = GraphPeople.of(ids);
        begin = new int[ids.length + 1];
        long entries = 0;
        for (int person = 0; person < ids.length; person++) {
            entries += degrees[person];
            begin[person + 1] = (int) entries;
        }
        int size = GraphDraft.withRoom(entries);
        end = Arrays.copyOf(begin, ids.length);
        friends = new int[size];
        since = new int[size];
    }

    /**
     * A friendship; each is told once, in any order.
     *
     * @param time when it began, in seconds since 1970; 0 when not known
     */
    public void friendship(long one, long other, int time) {
        int first = people.person(one);
        int second = people.person(other);
        boolean fits = first != FriendGraph.NOBODY
                && second != FriendGraph.NOBODY
                && end[first] < begin[first + 1]
                && end[second] < begin[second + 1];
        if (fits) {
            put(first, second, time);
            put(second, first, time);
        } else {
            incomplete.add(one);
            incomplete.add(other);
        }
    }

    /** The graph of all that was told and fitted. */
    public FriendGraph done() {
        GraphRows.Draft rows = GraphRows.NONE.draft();
        for (int person = 0; person < people.size(); person++) {
            sort(begin[person], end[person]);
            rows.put(person, begin[person], end[person] - begin[person]);
        }
        return new FriendGraph(people, rows.done(), friends, since, begin[people.size()]);
    }

    /** Those of whom it is known that they have other friends than the graph says. */
    public Set<Long> incomplete() {
        return incomplete;
    }

    private void put(int person, int friend, int time) {
        int at = end[person]++;
        friends[at] = friend;
        since[at] = time;
    }

    private void sort(int from, int to) {
        long[] row = new long[to - from];
        for (int at = from; at < to; at++) {
            row[at - from] = (long) friends[at] << Integer.SIZE | since[at];
        }
        Arrays.sort(row);
        for (int at = from; at < to; at++) {
            friends[at] = (int) (row[at - from] >>> Integer.SIZE);
            since[at] = (int) row[at - from];
        }
    }
}
