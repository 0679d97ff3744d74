package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * The next version of a graph, while it is made.
 *
 * <p>A changed row is written anew behind the last one, into room that no version reads yet; what it was before stays for those
 * who read older versions. When there is no room left all rows move into larger arrays. Not thread-safe, and of two drafts of one
 * graph only one may be used.
 */
final class GraphDraft {

    private static final int LEAST_ROOM = 1024;

    private GraphPeople people;
    private GraphRows.Draft rows;
    private int[] friends;
    private int[] since;
    private int used;

    GraphDraft(FriendGraph graph) {
        this.people = graph.everybody();
        this.rows = graph.rows().draft();
        this.friends = graph.friends();
        this.since = graph.since();
        this.used = graph.used();
    }

    /** The same graph without gaps, in new arrays with room for changes. */
    static GraphDraft packed(FriendGraph graph) {
        GraphDraft draft = new GraphDraft(graph);
        draft.pack(0);
        return draft;
    }

    /** The room that is kept for so many entries: 5/16 of them, so that a quarter may be garbage before it runs out. */
    static int withRoom(long entries) {
        long size = entries + entries / 4 + entries / 16 + LEAST_ROOM;
        if (entries > Integer.MAX_VALUE - 8 - LEAST_ROOM) {
            throw new IllegalStateException(
                    "The friend graph has %d entries; one array cannot hold them".formatted(entries));
        }
        return (int) Math.min(size, Integer.MAX_VALUE - 8);
    }

    FriendGraph done() {
        return new FriendGraph(people, rows.done(), friends, since, used);
    }

    /** The number of a person, who is added when they are not there. */
    int personOrNew(long id) {
        int person = people.person(id);
        if (person == FriendGraph.NOBODY) {
            person = people.size();
            people = people.with(id);
            rows.put(person, 0, 0);
        }
        return person;
    }

    /** The number of a person, or {@link FriendGraph#NOBODY}. */
    int person(long id) {
        return people.person(id);
    }

    long id(int person) {
        return people.id(person);
    }

    /** The friends of a person, ascending. */
    int[] friends(int person) {
        return Arrays.copyOfRange(friends, first(person), first(person) + degree(person));
    }

    /** Two people are friends; returns whether that, or since when, is news. */
    boolean form(int one, int other, int time) {
        if (one == other) {
            return false;
        }
        boolean news = put(one, other, time);
        return put(other, one, time) || news;
    }

    /** Two people are not friends; returns whether that is news. */
    boolean end(int one, int other) {
        boolean news = remove(one, other);
        return remove(other, one) || news;
    }

    /** Takes over a row as it is in a version of the same people. */
    void take(FriendGraph from, int person) {
        int degree = from.degree(person);
        makeRoom(degree);
        System.arraycopy(from.friends(), from.first(person), friends, used, degree);
        System.arraycopy(from.since(), from.first(person), since, used, degree);
        rows.put(person, used, degree);
        used += degree;
    }

    /** Takes over who is there in a later version. */
    void takePeople(FriendGraph from) {
        for (int person = people.size(); person < from.people(); person++) {
            rows.put(person, 0, 0);
        }
        people = from.everybody();
    }

    private boolean put(int person, int friend, int time) {
        int place = place(person, friend);
        if (place >= 0 && (time == 0 || since[place] == time)) {
            return false;
        }
        int degree = degree(person);
        makeRoom(degree + 1);
        int from = first(person);
        int at = place(person, friend);
        int before = (at >= 0 ? at : -1 - at) - from;
        int after = at >= 0 ? before + 1 : before;
        copy(from, used, before);
        friends[used + before] = friend;
        since[used + before] = time;
        copy(from + after, used + before + 1, degree - after);
        int longer = before + 1 + degree - after;
        rows.put(person, used, longer);
        used += longer;
        return true;
    }

    private boolean remove(int person, int friend) {
        if (place(person, friend) < 0) {
            return false;
        }
        int degree = degree(person);
        makeRoom(degree - 1);
        int from = first(person);
        int before = place(person, friend) - from;
        copy(from, used, before);
        copy(from + before + 1, used + before, degree - before - 1);
        rows.put(person, used, degree - 1);
        used += degree - 1;
        return true;
    }

    private int place(int person, int friend) {
        int from = first(person);
        return Arrays.binarySearch(friends, from, from + degree(person), friend);
    }

    private int first(int person) {
        return GraphRows.first(rows.row(person));
    }

    private int degree(int person) {
        return GraphRows.degree(rows.row(person));
    }

    private void copy(int from, int to, int length) {
        System.arraycopy(friends, from, friends, to, length);
        System.arraycopy(since, from, since, to, length);
    }

    private void makeRoom(int length) {
        if (used + (long) length > friends.length) {
            pack(length);
        }
    }

    private void pack(int length) {
        GraphRows before = rows.done();
        GraphRows.Draft after = GraphRows.NONE.draft();
        int size = withRoom(before.entries() + length);
        int[] movedFriends = new int[size];
        int[] movedSince = new int[size];
        int filled = 0;
        for (int person = 0; person < people.size(); person++) {
            long row = before.row(person);
            int degree = GraphRows.degree(row);
            System.arraycopy(friends, GraphRows.first(row), movedFriends, filled, degree);
            System.arraycopy(since, GraphRows.first(row), movedSince, filled, degree);
            after.put(person, filled, degree);
            filled += degree;
        }
        rows = after;
        friends = movedFriends;
        since = movedSince;
        used = filled;
    }
}
