package io.mutuals.suggestion.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The roles of the columns of an edge file, as far as column names or the file format determine them.
 *
 * @param one the column of the first person, from 0
 * @param other the column of the second person, from 0
 * @param time the column of the time, from 0; {@link #NO_TIME} if there is none, {@link #UNKNOWN} if only the values
 *     can tell
 * @param names the names of all columns; empty if the columns have no names
 */
record EdgeColumns(int one, int other, int time, List<String> names) {

    /** The value of {@code time} when no column holds times. */
    static final int NO_TIME = -1;

    /** The value of {@code time} when no column name or format tells. */
    static final int UNKNOWN = -2;

    /** Pairs of names that always mean the two people of a friendship, as {@link #bare} reduces them. */
    private static final List<List<String>> PAIRS = List.of(
            List.of("source", "target"),
            List.of("source", "destination"),
            List.of("source", "dest"),
            List.of("src", "dst"),
            List.of("src", "dest"),
            List.of("src", "tgt"),
            List.of("a", "b"),
            List.of("0", "1"),
            List.of("1", "2"),
            List.of("one", "two"),
            List.of("one", "other"),
            List.of("first", "second"),
            List.of("left", "right"),
            List.of("u", "v"),
            List.of("u1", "u2"),
            List.of("v1", "v2"),
            List.of("n1", "n2"),
            List.of("p1", "p2"),
            List.of("i", "j"),
            List.of("head", "tail"),
            List.of("ego", "alter"),
            List.of("self", "other"),
            List.of("sender", "receiver"),
            List.of("sender", "recipient"),
            List.of("rater", "ratee"),
            List.of("rater", "rated"),
            List.of("trustor", "trustee"),
            List.of("truster", "trustee"),
            List.of("follower", "followee"),
            List.of("follower", "followed"),
            List.of("follower", "following"),
            List.of("user", "friend"),
            List.of("person", "friend"));

    /** Pairs of names that mean the two people only if no other pair does: they may also be the ends of a period. */
    private static final List<List<String>> WEAK_PAIRS = List.of(List.of("from", "to"), List.of("start", "end"));

    private static final List<String> NOISE =
            List.of("id", "user", "person", "people", "node", "vertex", "member", "account", "profile", "friend");

    private static final Set<String> TIME_WORDS = Set.of(
            "time",
            "timestamp",
            "datetime",
            "date",
            "day",
            "month",
            "year",
            "since",
            "at",
            "when",
            "created",
            "began",
            "started",
            "epoch",
            "unix",
            "unixtime",
            "utc",
            "ts",
            "t");

    private static final Set<String> OTHER_WORDS = Set.of(
            "id",
            "weight",
            "rating",
            "score",
            "sign",
            "count",
            "value",
            "label",
            "type",
            "kind",
            "strength",
            "trust",
            "distance",
            "amount",
            "number",
            "index",
            "row");

    /** Returns the roles without names: the first two columns are the people; the others are unknown. */
    static EdgeColumns unnamed() {
        return new EdgeColumns(0, 1, UNKNOWN, List.of());
    }

    /** Returns the roles of a known format: the first two columns are the people, and {@code time} holds the time. */
    static EdgeColumns ofFormat(int time) {
        return new EdgeColumns(0, 1, time, List.of());
    }

    /** Returns whether the names identify the two columns of people. */
    static boolean namePeople(List<String> names) {
        return pairs(names, PAIRS).size() == 1 || pairs(names, WEAK_PAIRS).size() == 1;
    }

    /**
     * Derives the roles from column names.
     *
     * @throws IllegalArgumentException if the names do not identify the two people, or several may mean the time
     */
    static EdgeColumns named(List<String> names) {
        List<int[]> people = pairs(names, PAIRS);
        if (people.isEmpty()) {
            people = pairs(names, WEAK_PAIRS);
        }
        if (people.size() != 1) {
            throw new IllegalArgumentException("the columns are named " + list(names) + ", and "
                    + (people.isEmpty()
                            ? "no two of these names mean the two people of a friendship"
                            : "more than two of these names mean people"));
        }
        int one = people.getFirst()[0];
        int other = people.getFirst()[1];
        List<Integer> times = IntStream.range(0, names.size())
                .filter(at -> at != one && at != other && isTime(names.get(at)))
                .boxed()
                .toList();
        if (times.size() > 1) {
            throw new IllegalArgumentException(
                    "each of the columns " + list(times.stream().map(names::get).toList()) + " may be the time");
        }
        return new EdgeColumns(one, other, times.isEmpty() ? UNKNOWN : times.getFirst(), List.copyOf(names));
    }

    private static List<int[]> pairs(List<String> names, List<List<String>> known) {
        List<String> bare = names.stream().map(EdgeColumns::bare).toList();
        List<int[]> found = new ArrayList<>();
        for (List<String> pair : known) {
            int one = bare.indexOf(pair.getFirst());
            int other = bare.indexOf(pair.getLast());
            if (one >= 0 && other >= 0) {
                found.add(new int[] {one, other});
            }
        }
        return found;
    }

    /** Strips words that only say that a name is a person's: {@code user1_id} becomes 1, {@code FromNodeId} from. */
    private static String bare(String name) {
        String bare = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        boolean more = true;
        while (more) {
            more = false;
            for (String noise : NOISE) {
                if (bare.length() > noise.length()) {
                    int keep = bare.length() - noise.length();
                    String left = bare.endsWith(noise)
                            ? bare.substring(0, keep)
                            : bare.startsWith(noise) ? bare.substring(noise.length()) : bare;
                    more |= left.length() < bare.length();
                    bare = left;
                }
            }
        }
        return bare;
    }

    private static boolean isTime(String name) {
        List<String> words = words(name);
        return !words.isEmpty() && (TIME_WORDS.contains(words.getFirst()) || TIME_WORDS.contains(words.getLast()));
    }

    private static List<String> words(String name) {
        String spaced = name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").toLowerCase(Locale.ROOT);
        return List.of(spaced.split("[^\\p{L}\\p{N}]+", -1)).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Returns whether the column may hold times, judged by its name or the lack of one. */
    boolean mayBeTime(int column) {
        if (column == one || column == other) {
            return false;
        }
        if (time != UNKNOWN) {
            return column == time;
        }
        if (names.isEmpty()) {
            return true;
        }
        List<String> words = column < names.size() ? words(names.get(column)) : List.of();
        return !words.isEmpty() && !OTHER_WORDS.contains(words.getLast());
    }

    /** Returns a column's name for messages: {@code column "since"}, or {@code column 3}. */
    String describe(int column) {
        return column < names.size() && !names.get(column).isEmpty()
                ? "column \"" + names.get(column) + "\""
                : "column " + (column + 1);
    }

    private static String list(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }
}
