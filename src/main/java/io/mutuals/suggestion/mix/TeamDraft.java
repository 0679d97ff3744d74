package io.mutuals.suggestion.mix;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Team-draft interleaving (Radlinski, Kurup and Joachims, "How does clickthrough data reflect retrieval quality?", 2008): as captains do in
 * the schoolyard, two rankings take turns and each picks the best of its people who is still to be had.
 *
 * <p>In each round a coin decides who picks first, so both rankings get the same number of places and neither gets the better ones. When
 * one has nobody left the other fills the page, and is credited with what that brings: viewers who were shown it alone would see more
 * people as well.
 */
public final class TeamDraft {

    private TeamDraft() {}

    /**
     * The page of two rankings; O(first + second).
     *
     * @param first what team A would show, best first, nobody twice
     * @param second what team B would show, likewise
     * @param limit how many places the page has at most, at least 0
     * @param seed the same seed and rankings give the same page
     */
    public static Draft of(long[] first, long[] second, int limit, long seed) {
        SplittableRandom coin = new SplittableRandom(seed);
        Page page = new Page(Math.min(limit, first.length + second.length));
        Captain a = new Captain(Team.A, first);
        Captain b = new Captain(Team.B, second);
        while (page.hasRoom() && (a.hasSomebody(page) || b.hasSomebody(page))) {
            boolean aPicksFirst = coin.nextBoolean();
            (aPicksFirst ? a : b).pick(page);
            (aPicksFirst ? b : a).pick(page);
        }
        return page.done();
    }

    private static final class Captain {

        private final Team team;
        private final long[] ranking;
        private int next;

        Captain(Team team, long[] ranking) {
            this.team = team;
            this.ranking = ranking;
        }

        boolean hasSomebody(Page page) {
            while (next < ranking.length && page.shows(ranking[next])) {
                next++;
            }
            return next < ranking.length;
        }

        void pick(Page page) {
            if (page.hasRoom() && hasSomebody(page)) {
                page.add(ranking[next++], team);
            }
        }
    }

    private static final class Page {

        private final long[] people;
        private final Team[] teams;
        private final Set<Long> shown;
        private int size;

        Page(int places) {
            people = new long[places];
            teams = new Team[places];
            shown = HashSet.newHashSet(places);
        }

        boolean hasRoom() {
            return size < people.length;
        }

        boolean shows(long person) {
            return shown.contains(person);
        }

        void add(long person, Team team) {
            shown.add(person);
            people[size] = person;
            teams[size++] = team;
        }

        Draft done() {
            return new Draft(Arrays.copyOf(people, size), Arrays.copyOf(teams, size));
        }
    }
}
