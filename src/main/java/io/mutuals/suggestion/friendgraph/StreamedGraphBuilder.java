package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Builds a large graph from a stream, using no more memory than the graph itself.
 *
 * <p>All people and their degrees are given first, then each friendship once. Friendships formed while the stream is
 * read may not fit; {@link #incomplete} returns the people whose rows need to be read again. Not thread-safe.
 */
public final class StreamedGraphBuilder {

    private final PersonIndex people;
    private final int[] begin;
    private final int[] end;
    private final int[] friends;
    private final int[] since;
    private final Set<Long> incomplete = new HashSet<>();
    private FormerFriends former = FormerFriends.NONE;

    /**
     * Allocates the rows.
     *
     * @param ids user ids of all people, ascending
     * @param degrees number of friends of each person, in the same order
     */
    public StreamedGraphBuilder(long[] ids, int[] degrees) {
        people = PersonIndex.of(ids);
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
     * Adds a friendship; each must be added once, in any order.
     *
     * @param time start in seconds since 1970; 0 if unknown
     */
    public void friendship(long one, long other, int time) {
        int first = people.person(one);
        int second = people.person(other);
        boolean fits = first != FriendGraph.NOT_FOUND
                && second != FriendGraph.NOT_FOUND
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

    /** Sets the number of former friends of a user; it is 0 otherwise. */
    public void formerFriends(long id, int count) {
        int person = people.person(id);
        if (person != FriendGraph.NOT_FOUND) {
            former = former.with(person, count);
        }
    }

    /** Returns the graph of all friendships that fitted. The filling must not be used afterwards. */
    public FriendGraph done() {
        RowTable.Draft rows = RowTable.NONE.draft();
        for (int person = 0; person < people.size(); person++) {
            sort(begin[person], end[person]);
            rows.put(person, begin[person], end[person] - begin[person]);
        }
        return new FriendGraph(people, rows.done(), friends, since, begin[people.size()], former);
    }

    /** Returns the ids of users with a friendship that did not fit, whose rows are therefore incomplete. */
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
