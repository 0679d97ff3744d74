package io.mutuals.experiment.simulation;

import io.mutuals.experiment.simulation.KeyedRandom.Topic;
import io.mutuals.suggestion.friendgraph.FriendGraph;

/**
 * Simulated users of a friend graph with known behaviour: actions are drawn, and their probabilities can be queried.
 *
 * <p>The interest between two people depends on whether they share a circle, on their mutual friends and on an
 * unobservable term. A ranking that infers circles from friendships is therefore good, but none is perfect.
 *
 * <p>Every answer is a pure function of the seeds and the question, independent of earlier calls. The model can be used
 * from any number of threads, and two variants can be tried on the same days. The graph remains that of the first day:
 * new friendships have no effect here. People are numbered as in the graph; days and places are counted from 0.
 * Immutable.
 */
public final class BehaviourModel {

    private final FriendGraph graph;
    private final int[] circles;
    private final Behaviour behaviour;
    private final KeyedRandom traits;
    private final KeyedRandom outcomes;
    private final double[] opening;
    private final double[] sending;

    private BehaviourModel(
            FriendGraph graph,
            int[] circles,
            Behaviour behaviour,
            KeyedRandom traits,
            KeyedRandom outcomes,
            double[] opening,
            double[] sending) {
        this.graph = graph;
        this.circles = circles;
        this.behaviour = behaviour;
        this.traits = traits;
        this.outcomes = outcomes;
        this.opening = opening;
        this.sending = sending;
    }

    /**
     * Creates a population.
     *
     * @param circles circle of each person, such as a community of the graph; negative for none
     * @param seed seed of both the people's traits and their actions
     */
    public static BehaviourModel of(FriendGraph graph, int[] circles, Behaviour behaviour, long seed) {
        KeyedRandom traits = new KeyedRandom(seed);
        double[] opening = new double[graph.people()];
        double[] sending = new double[graph.people()];
        for (int person = 0; person < graph.people(); person++) {
            double active = spread(behaviour.openingSpread(), traits.normal(Topic.ACTIVITY, person, 0));
            double eager = spread(behaviour.sendingSpread(), traits.normal(Topic.EAGERNESS, person, 0));
            opening[person] = Math.min(0.98, behaviour.opening() * active);
            sending[person] = Math.min(1, behaviour.sending() * eager);
        }
        return new BehaviourModel(graph, circles, behaviour, traits, new KeyedRandom(~seed), opening, sending);
    }

    /** Returns a log-normal factor with mean 1. */
    private static double spread(double deviation, double normal) {
        return Math.exp(deviation * normal - deviation * deviation / 2);
    }

    /** Returns the same people with the same probabilities but other random outcomes. */
    BehaviourModel withOutcomes(long seed) {
        return new BehaviourModel(graph, circles, behaviour, traits, new KeyedRandom(seed), opening, sending);
    }

    /** Returns the mutual interest of two people, above 0 and below 1; O(friends of both). */
    double interest(int one, int other) {
        int smaller = Math.min(one, other);
        int larger = Math.max(one, other);
        boolean sameCircle = circles[one] >= 0 && circles[one] == circles[other];
        double odds = behaviour.interest()
                + (sameCircle ? behaviour.circle() : 0)
                + behaviour.mutualFriends() * Math.log1p(mutualFriends(one, other))
                + behaviour.taste() * traits.normal(Topic.TASTE, smaller, larger);
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

    /** Returns the probability that a person opens the app on a day. */
    double openChance(int person) {
        return opening[person];
    }

    /** Returns true if the person opens the app on a day. */
    public boolean opens(int person, int day) {
        return outcomes.uniform(Topic.OPENS, person, day, 0) < opening[person];
    }

    /** Returns the probability that a viewer who opened the page notices the candidate at a place. */
    double noticeChance(int place) {
        return behaviour.noticing() * Math.pow(behaviour.fading(), place);
    }

    /** Returns true if a viewer who opened the page notices the candidate at a place. */
    public boolean notices(int viewer, int place, int day) {
        return outcomes.uniform(Topic.NOTICES, viewer, place, day) < noticeChance(place);
    }

    /**
     * Returns the probability that a viewer who opened the page sends a friend request to the candidate at {@code
     * place}.
     */
    double sendChance(int viewer, int candidate, int place) {
        return noticeChance(place) * sending[viewer] * interest(viewer, candidate);
    }

    /**
     * Returns true if a viewer who opened the page that day sends a friend request to the candidate at {@code place}.
     */
    public boolean sends(int viewer, int candidate, int place, int day) {
        return notices(viewer, place, day) && wants(viewer, candidate, day);
    }

    private boolean wants(int viewer, int candidate, int day) {
        double uniform = outcomes.uniform(Topic.SENDS, viewer, candidate, day);
        // Interest is the most expensive part, and the cheap bound decides most cases.
        return uniform < sending[viewer] && uniform < sending[viewer] * interest(viewer, candidate);
    }

    /** Returns the probability that a candidate accepts the viewer's request. */
    double acceptChance(int candidate, int viewer) {
        return behaviour.accepting() + (1 - behaviour.accepting()) * interest(candidate, viewer);
    }

    /** Returns true if {@code candidate} accepts the viewer's request. */
    public boolean accepts(int candidate, int viewer) {
        return outcomes.uniform(Topic.ACCEPTS, candidate, viewer, 0) < acceptChance(candidate, viewer);
    }

    /** Returns true if a viewer who opened the page notices the candidate, sends no request and dismisses them. */
    public boolean dismisses(int viewer, int candidate, int place, int day) {
        return notices(viewer, place, day)
                && outcomes.uniform(Topic.DISMISSES, viewer, candidate, day) < behaviour.dismissing()
                && !wants(viewer, candidate, day)
                && outcomes.uniform(Topic.DISMISSES, viewer, candidate, ~day) > interest(viewer, candidate);
    }

    /** Returns true if a viewer who opened the page notices the candidate, sends no request and blocks them. */
    public boolean blocks(int viewer, int candidate, int place, int day) {
        return notices(viewer, place, day)
                && outcomes.uniform(Topic.BLOCKS, viewer, candidate, day) < behaviour.blocking()
                && !wants(viewer, candidate, day)
                && outcomes.uniform(Topic.BLOCKS, viewer, candidate, ~day) > interest(viewer, candidate);
    }

    /** Returns true if a person writes to a new friend before that friend does. */
    public boolean writesFirst(int person, int friend) {
        return outcomes.uniform(Topic.WRITES_FIRST, person, friend, 0) < behaviour.writing() * interest(person, friend);
    }

    /** Returns true if a person who opened the app shares a video with a friend that day. */
    public boolean shares(int person, int friend, int day) {
        return outcomes.uniform(Topic.SHARES, person, friend, day) < behaviour.sharing() * interest(person, friend);
    }

    /** Returns true if a person replies within 24 hours to a video that a friend shared with them that day. */
    public boolean replies(int person, int friend, int day) {
        return outcomes.uniform(Topic.REPLIES, person, friend, day) < behaviour.replying() * interest(person, friend);
    }
}
