package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Mutable draft of the next version of a graph.
 *
 * <p>Changed rows are appended to the shared arrays, beyond the entries that any published version reads; the old rows
 * remain for readers of older versions. When the arrays are full, all rows are compacted into larger ones. Not
 * thread-safe. Drafts of the same graph write to the same arrays, so only one of them may be published.
 */
final class GraphDraft {

    private static final int MIN_ROOM = 1024;

    private PersonIndex people;
    private RowTable.Draft rows;
    private int[] friends;
    private int[] since;
    private int used;
    private FormerFriends former;

    GraphDraft(FriendGraph graph) {
        this.former = graph.former();
        this.people = graph.numbering();
        this.rows = graph.rows().draft();
        this.friends = graph.friends();
        this.since = graph.since();
        this.used = graph.used();
    }

    /** Returns a draft of the same graph, compacted into new arrays with spare room. */
    static GraphDraft compacted(FriendGraph graph) {
        GraphDraft draft = new GraphDraft(graph);
        draft.compact(0);
        return draft;
    }

    /**
     * Returns the array size for {@code entries} with 5/16 spare room, so that a quarter may become garbage before the
     * arrays are full.
     *
     * @throws IllegalStateException if the entries exceed the maximum array size
     */
    static int withRoom(long entries) {
        long size = entries + entries / 4 + entries / 16 + MIN_ROOM;
        if (entries > Integer.MAX_VALUE - 8 - MIN_ROOM) {
            throw new IllegalStateException(
                    "The friend graph has %d entries, more than one array can hold".formatted(entries));
        }
        return (int) Math.min(size, Integer.MAX_VALUE - 8);
    }

    /** Returns the new version. The draft must not be used afterwards. */
    FriendGraph done() {
        return new FriendGraph(people, rows.done(), friends, since, used, former);
    }

    /** Returns the person with this user id, adding it if absent; O(newcomers) if added. */
    int personOrNew(long id) {
        int person = people.person(id);
        if (person == FriendGraph.NOT_FOUND) {
            person = people.size();
            people = people.with(id);
            rows.put(person, 0, 0);
        }
        return person;
    }

    /** Returns the person with this user id, or {@link FriendGraph#NOT_FOUND}. */
    int person(long id) {
        return people.person(id);
    }

    long id(int person) {
        return people.id(person);
    }

    /** Returns a copy of the friends of a person, ascending. */
    int[] friends(int person) {
        return Arrays.copyOfRange(friends, first(person), first(person) + degree(person));
    }

    /** Adds a friendship or updates its start; returns true if anything changed. */
    boolean add(int one, int other, int time) {
        if (one == other) {
            return false;
        }
        boolean changed = put(one, other, time);
        return put(other, one, time) || changed;
    }

    /** Removes a friendship; returns true if it existed, in which case both have one more former friend. */
    boolean remove(int one, int other) {
        boolean removed = removeEntry(one, other);
        boolean changed = removeEntry(other, one) || removed;
        if (changed) {
            setFormerFriends(one, former.of(one) + 1);
            setFormerFriends(other, former.of(other) + 1);
        }
        return changed;
    }

    /** Returns the number of former friends of the user with this id, 0 if it is not in the graph. */
    int formerFriends(long id) {
        int person = person(id);
        return person == FriendGraph.NOT_FOUND ? 0 : former.of(person);
    }

    /** Sets the number of former friends of a person; {@link FriendGraph#NOT_FOUND} is ignored. */
    void setFormerFriends(int person, int count) {
        if (person != FriendGraph.NOT_FOUND) {
            former = former.with(person, count);
        }
    }

    /** Copies a row from another version with the same numbering. */
    void copyRow(FriendGraph from, int person) {
        int degree = from.degree(person);
        ensureRoom(degree);
        System.arraycopy(from.friends(), from.first(person), friends, used, degree);
        System.arraycopy(from.since(), from.first(person), since, used, degree);
        rows.put(person, used, degree);
        used += degree;
    }

    /** Adds the people that a later version has, and takes over its numbers of former friends. */
    void addPeople(FriendGraph from) {
        for (int person = people.size(); person < from.people(); person++) {
            rows.put(person, 0, 0);
        }
        people = from.numbering();
        former = from.former();
    }

    private boolean put(int person, int friend, int time) {
        int index = indexOf(person, friend);
        if (index >= 0 && (time == 0 || since[index] == time)) {
            return false;
        }
        int degree = degree(person);
        ensureRoom(degree + 1);
        int from = first(person);
        int at = indexOf(person, friend);
        int before = (at >= 0 ? at : -1 - at) - from;
        int after = at >= 0 ? before + 1 : before;
        copy(from, used, before);
        friends[used + before] = friend;
        since[used + before] = time;
        copy(from + after, used + before + 1, degree - after);
        int newDegree = before + 1 + degree - after;
        rows.put(person, used, newDegree);
        used += newDegree;
        return true;
    }

    private boolean removeEntry(int person, int friend) {
        if (indexOf(person, friend) < 0) {
            return false;
        }
        int degree = degree(person);
        ensureRoom(degree - 1);
        int from = first(person);
        int before = indexOf(person, friend) - from;
        copy(from, used, before);
        copy(from + before + 1, used + before, degree - before - 1);
        rows.put(person, used, degree - 1);
        used += degree - 1;
        return true;
    }

    private int indexOf(int person, int friend) {
        int from = first(person);
        return Arrays.binarySearch(friends, from, from + degree(person), friend);
    }

    private int first(int person) {
        return RowTable.first(rows.row(person));
    }

    private int degree(int person) {
        return RowTable.degree(rows.row(person));
    }

    private void copy(int from, int to, int length) {
        System.arraycopy(friends, from, friends, to, length);
        System.arraycopy(since, from, since, to, length);
    }

    private void ensureRoom(int length) {
        if (used + (long) length > friends.length) {
            compact(length);
        }
    }

    private void compact(int length) {
        RowTable before = rows.done();
        RowTable.Draft after = RowTable.NONE.draft();
        int size = withRoom(before.entries() + length);
        int[] movedFriends = new int[size];
        int[] movedSince = new int[size];
        int filled = 0;
        for (int person = 0; person < people.size(); person++) {
            long row = before.row(person);
            int degree = RowTable.degree(row);
            System.arraycopy(friends, RowTable.first(row), movedFriends, filled, degree);
            System.arraycopy(since, RowTable.first(row), movedSince, filled, degree);
            after.put(person, filled, degree);
            filled += degree;
        }
        rows = after;
        friends = movedFriends;
        since = movedSince;
        used = filled;
    }
}
