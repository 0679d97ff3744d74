package io.mutuals.experiment.simulation;

import io.mutuals.experiment.simulation.Dice.Topic;
import io.mutuals.suggestion.graph.FriendGraph;

/**
 * People of a friendship graph who decide by known chances: what they do is drawn, how likely it was can be asked.
 *
 * <p>How interesting two people are to each other depends on whether they are of one circle, on their mutual friends, and on what nothing
 * shows. So whoever finds the circle behind the friendships ranks well, and nobody ranks perfectly.
 *
 * <p>An answer depends on the seeds and the question alone, not on what was asked before; so the same people can be asked on any number of
 * threads, and two variants can be tried on the same days. The graph is that of the first day: friendships that come of it change nothing here.
 * People are numbers of the graph, days count from 0, places of a page from 0. Immutable.
 */
public final class BehaviourModel {

    private final FriendGraph graph;
    private final int[] circles;
    private final Behaviour behaviour;
    private final Dice nature;
    private final Dice luck;
    private final double[] opening;
    private final double[] sending;

    private BehaviourModel(
            FriendGraph graph,
            int[] circles,
            Behaviour behaviour,
            Dice nature,
            Dice luck,
            double[] opening,
            double[] sending) {
        this.graph = graph;
        this.circles = circles;
        this.behaviour = behaviour;
        this.nature = nature;
        this.luck = luck;
        this.opening = opening;
        this.sending = sending;
    }

    /**
     * Makes people.
     *
     * @param circles for each person the number of their circle, such as a community of the graph; negative for none
     * @param seed by which people differ, and by which they decide
     */
    public static BehaviourModel of(FriendGraph graph, int[] circles, Behaviour behaviour, long seed) {
        Dice nature = new Dice(seed);
        double[] opening = new double[graph.people()];
        double[] sending = new double[graph.people()];
        for (int person = 0; person < graph.people(); person++) {
            double active = spread(behaviour.openingSpread(), nature.bell(Topic.ACTIVITY, person, 0));
            double eager = spread(behaviour.sendingSpread(), nature.bell(Topic.EAGERNESS, person, 0));
            opening[person] = Math.min(0.98, behaviour.opening() * active);
            sending[person] = Math.min(1, behaviour.sending() * eager);
        }
        return new BehaviourModel(graph, circles, behaviour, nature, new Dice(~seed), opening, sending);
    }

    /** Log-normal with mean 1. */
    private static double spread(double deviation, double bell) {
        return Math.exp(deviation * bell - deviation * deviation / 2);
    }

    /** The same people with the same chances, on other days. */
    BehaviourModel withLuck(long seed) {
        return new BehaviourModel(graph, circles, behaviour, nature, new Dice(seed), opening, sending);
    }

    /** How interesting two people are to each other, above 0 and below 1; O(friends of both). */
    double interest(int one, int other) {
        int smaller = Math.min(one, other);
        int larger = Math.max(one, other);
        boolean sameCircle = circles[one] >= 0 && circles[one] == circles[other];
        double odds = behaviour.interest()
                + (sameCircle ? behaviour.circle() : 0)
                + behaviour.mutualFriends() * Math.log1p(mutualFriends(one, other))
                + behaviour.taste() * nature.bell(Topic.TASTE, smaller, larger);
        return 1 / (1 + Math.exp(-odds));
    }

    private int mutualFriends(int one, int other) {
        int[] friends = graph.friends();
        int at = graph.first(one);
        int end = at + graph.degree(one);
        int otherAt = graph.first(other);
        int otherEnd = otherAt + graph.degree(other);
        int mutual = 0;
        while (at < end && otherAt < otherEnd) {
            int difference = friends[at] - friends[otherAt];
            mutual += difference == 0 ? 1 : 0;
            at += difference <= 0 ? 1 : 0;
            otherAt += difference >= 0 ? 1 : 0;
        }
        return mutual;
    }

    /** How likely somebody opens the app on a day. */
    double openChance(int person) {
        return opening[person];
    }

    public boolean opens(int person, int day) {
        return luck.roll(Topic.OPENS, person, day, 0) < opening[person];
    }

    /** How likely somebody at a place is noticed by who opened the page. */
    double noticeChance(int place) {
        return behaviour.noticing() * Math.pow(behaviour.fading(), place);
    }

    public boolean notices(int viewer, int place, int day) {
        return luck.roll(Topic.NOTICES, viewer, place, day) < noticeChance(place);
    }

    /** How likely a viewer who opened the page asks {@code candidate}, who is at {@code place}, to be friends. */
    double sendChance(int viewer, int candidate, int place) {
        return noticeChance(place) * sending[viewer] * interest(viewer, candidate);
    }

    /** Whether they do, on a day on which the viewer opened the page. */
    public boolean sends(int viewer, int candidate, int place, int day) {
        return notices(viewer, place, day) && wants(viewer, candidate, day);
    }

    private boolean wants(int viewer, int candidate, int day) {
        double roll = luck.roll(Topic.SENDS, viewer, candidate, day);
        // Mostly decided before the interest, which takes the longest, is asked for.
        return roll < sending[viewer] && roll < sending[viewer] * interest(viewer, candidate);
    }

    /** How likely somebody accepts a request. */
    double acceptChance(int candidate, int viewer) {
        return behaviour.accepting() + (1 - behaviour.accepting()) * interest(candidate, viewer);
    }

    /** Whether {@code candidate} accepts the viewer's request. */
    public boolean accepts(int candidate, int viewer) {
        return luck.roll(Topic.ACCEPTS, candidate, viewer, 0) < acceptChance(candidate, viewer);
    }

    /** Whether a viewer who opened the page dismisses whom they noticed and did not ask. */
    public boolean dismisses(int viewer, int candidate, int place, int day) {
        return notices(viewer, place, day)
                && luck.roll(Topic.DISMISSES, viewer, candidate, day) < behaviour.dismissing()
                && !wants(viewer, candidate, day)
                && luck.roll(Topic.DISMISSES, viewer, candidate, ~day) > interest(viewer, candidate);
    }

    /** Whether a viewer who opened the page blocks whom they noticed and did not ask. */
    public boolean blocks(int viewer, int candidate, int place, int day) {
        return notices(viewer, place, day)
                && luck.roll(Topic.BLOCKS, viewer, candidate, day) < behaviour.blocking()
                && !wants(viewer, candidate, day)
                && luck.roll(Topic.BLOCKS, viewer, candidate, ~day) > interest(viewer, candidate);
    }

    /** Whether somebody writes to a new friend before that friend does. */
    public boolean writesFirst(int person, int friend) {
        return luck.roll(Topic.WRITES_FIRST, person, friend, 0) < behaviour.writing() * interest(person, friend);
    }

    /** Whether somebody who opened the app shares a video with a friend. */
    public boolean shares(int person, int friend, int day) {
        return luck.roll(Topic.SHARES, person, friend, day) < behaviour.sharing() * interest(person, friend);
    }

    /** Whether somebody replies within 24 hours to a video that a friend shared with them on a day. */
    public boolean replies(int person, int friend, int day) {
        return luck.roll(Topic.REPLIES, person, friend, day) < behaviour.replying() * interest(person, friend);
    }
}
