package io.mutuals.experiment.results;

import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.suggestion.strategy.Team;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A user who was shown a page by one variant of an experiment, and the outcomes of each day. Not thread-safe while it
 * is filled.
 */
final class MeasuredParticipant {

    private final long viewer;
    private final int variant;
    private final String unit;
    private final long firstDay;
    private final double friends;
    private final double recent;
    private final Map<OutcomeKind, TreeMap<Long, Integer>> days = new EnumMap<>(OutcomeKind.class);
    private final Map<OutcomeKind, TreeMap<Long, int[]>> teams = new EnumMap<>(OutcomeKind.class);

    /**
     * @param unit name of the unit that the user was assigned with
     * @param firstDay day of the first exposure, in days since 1970
     * @param friends number of friends at the first exposure
     * @param recent number of those gained in the four weeks before
     */
    MeasuredParticipant(long viewer, int variant, String unit, long firstDay, int friends, int recent) {
        this.viewer = viewer;
        this.variant = variant;
        this.unit = unit;
        this.firstDay = firstDay;
        this.friends = Math.log1p(friends);
        this.recent = Math.log1p(recent);
    }

    long viewer() {
        return viewer;
    }

    int variant() {
        return variant;
    }

    String unit() {
        return unit;
    }

    long firstDay() {
        return firstDay;
    }

    /** Covariates from before the first exposure: the logarithms of the numbers of friends and of recent friends. */
    double[] covariates() {
        return new double[] {friends, recent};
    }

    /** Adds outcomes of a day. */
    void add(OutcomeKind kind, long day, int times) {
        days.computeIfAbsent(kind, first -> new TreeMap<>()).merge(day, times, Integer::sum);
    }

    /** Credits outcomes of a day to one of two interleaved rankings. */
    void credit(OutcomeKind kind, Team team, long day, int times) {
        teams.computeIfAbsent(kind, first -> new TreeMap<>())
                .computeIfAbsent(day, first -> new int[Team.values().length])[team.ordinal()] += times;
    }

    /** The number of outcomes up to the end of a day. */
    int count(OutcomeKind kind, long lastDay) {
        TreeMap<Long, Integer> byDay = days.get(kind);
        return byDay == null
                ? 0
                : byDay.headMap(lastDay, true).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    /** The number of outcomes credited to one of two interleaved rankings, up to the end of a day. */
    int credit(OutcomeKind kind, Team team, long lastDay) {
        TreeMap<Long, int[]> byDay = teams.get(kind);
        return byDay == null
                ? 0
                : byDay.headMap(lastDay, true).values().stream()
                        .mapToInt(credits -> credits[team.ordinal()])
                        .sum();
    }
}
