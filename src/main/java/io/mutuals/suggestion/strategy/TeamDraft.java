package io.mutuals.suggestion.strategy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Team-draft interleaving (Radlinski, Kurup and Joachims, "How does clickthrough data reflect retrieval quality?",
 * 2008): two rankings take turns, each picking its best candidate that is not on the page yet.
 *
 * <p>A coin toss decides which ranking picks first in each round, so that both get equally many and equally good
 * places. When one ranking is exhausted, the other fills the page and is credited for it, as viewers shown it alone
 * would see more candidates too.
 */
public final class TeamDraft {

    private TeamDraft() {}

    /**
     * Interleaves two rankings; O(first + second).
     *
     * @param first user ids ranked by team A, best first, without duplicates
     * @param second user ids ranked by team B, best first, without duplicates
     * @param limit maximum number of places, at least 0
     * @param seed seed of the coin tosses; the page is deterministic for given rankings and seed
     */
    public static InterleavedPage of(long[] first, long[] second, int limit, long seed) {
        SplittableRandom coin = new SplittableRandom(seed);
        Page page = new Page(Math.min(limit, first.length + second.length));
        Captain a = new Captain(Team.A, first);
        Captain b = new Captain(Team.B, second);
        while (page.hasRoom() && (a.hasCandidate(page) || b.hasCandidate(page))) {
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

        boolean hasCandidate(Page page) {
            while (next < ranking.length && page.contains(ranking[next])) {
                next++;
            }
            return next < ranking.length;
        }

        void pick(Page page) {
            if (page.hasRoom() && hasCandidate(page)) {
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

        boolean contains(long person) {
            return shown.contains(person);
        }

        void add(long person, Team team) {
            shown.add(person);
            people[size] = person;
            teams[size++] = team;
        }

        InterleavedPage done() {
            return new InterleavedPage(Arrays.copyOf(people, size), Arrays.copyOf(teams, size));
        }
    }
}
