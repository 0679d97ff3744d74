package io.mutuals.experiment.results;

import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.suggestion.strategy.Team;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** A user who was shown a page by one variant of an experiment, and what came of it on which day. Not thread-safe while it is filled. */
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
     * @param unit what they were assigned with
     * @param firstDay on which they were first shown a page, counted from 1970
     * @param friends how many they had then
     * @param recent how many of them were new in the four weeks before
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

    /** What was known of them before they took part: of how many friends, and new ones, the logarithm. */
    double[] covariates() {
        return new double[] {friends, recent};
    }

    /** Something came of suggestions, so many times on that day. */
    void add(OutcomeKind kind, long day, int times) {
        days.computeIfAbsent(kind, first -> new TreeMap<>()).merge(day, times, Integer::sum);
    }

    /** The same, by way of one of two rankings. */
    void credit(OutcomeKind kind, Team team, long day, int times) {
        teams.computeIfAbsent(kind, first -> new TreeMap<>())
                .computeIfAbsent(day, first -> new int[Team.values().length])[team.ordinal()] += times;
    }

    /** How often it came, up to the end of a day. */
    int count(OutcomeKind kind, long lastDay) {
        TreeMap<Long, Integer> of = days.get(kind);
        return of == null
                ? 0
                : of.headMap(lastDay, true).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    /** How often it came by way of one of two rankings, up to the end of a day. */
    int credit(OutcomeKind kind, Team team, long lastDay) {
        TreeMap<Long, int[]> of = teams.get(kind);
        return of == null
                ? 0
                : of.headMap(lastDay, true).values().stream()
                        .mapToInt(credits -> credits[team.ordinal()])
                        .sum();
    }
}
