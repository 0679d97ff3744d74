package io.mutuals.experiment.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Local moving phase of community detection: starting with one community per group, moves groups between communities as
 * long as modularity rises.
 *
 * <p>Only groups whose neighbours have moved are revisited (fast local move of Traag, Waltman and van Eck 2019). Gains
 * are integers, so the result does not depend on rounding and the process terminates. Not thread-safe.
 */
final class CommunityMoves {

    private final CommunityGraph graph;
    private final int maxSize;
    private final int[] community;
    private final int[] size;
    private final int[] strength;
    private final long totalStrength;

    /** Number of friendships of the current group with each community; all 0 between groups. */
    private final int[] shared;

    private final int[] touched;
    private int touchedCount;

    /** @param maxSize maximum number of people in a community */
    CommunityMoves(CommunityGraph graph, int maxSize) {
        this.graph = graph;
        this.maxSize = maxSize;
        this.community = IntStream.range(0, graph.groups()).toArray();
        this.size = graph.size().clone();
        this.strength = new int[graph.groups()];
        this.shared = new int[graph.groups()];
        this.touched = new int[graph.groups()];
        long all = 0;
        for (int group = 0; group < graph.groups(); group++) {
            strength[group] = graph.strength(group);
            all += strength[group];
        }
        this.totalStrength = all;
    }

    /** Moves groups until none gains and returns their communities, numbered in order of first appearance. */
    Clusters settle(SplittableRandom random) {
        int groups = graph.groups();
        int[] queue = RandomOrder.of(groups, random);
        boolean[] isQueued = new boolean[groups];
        Arrays.fill(isQueued, true);
        int head = 0;
        int count = groups;
        while (count > 0) {
            int group = queue[head];
            head = head + 1 == groups ? 0 : head + 1;
            count--;
            isQueued[group] = false;
            int before = community[group];
            move(group);
            if (community[group] == before) {
                continue;
            }
            for (int at = graph.first()[group]; at < graph.first()[group + 1]; at++) {
                int other = graph.to()[at];
                if (!isQueued[other] && community[other] != community[group]) {
                    isQueued[other] = true;
                    queue[(int) ((head + (long) count++) % groups)] = other;
                }
            }
        }
        return renumber(community);
    }

    /** Renumbers communities from 0 in order of first appearance. */
    private static Clusters renumber(int[] community) {
        int[] number = new int[community.length];
        Arrays.fill(number, -1);
        int[] renumbered = new int[community.length];
        int count = 0;
        for (int at = 0; at < community.length; at++) {
            if (number[community[at]] < 0) {
                number[community[at]] = count++;
            }
            renumbered[at] = number[community[at]];
        }
        return new Clusters(renumbered, count);
    }

    private void move(int group) {
        for (int at = graph.first()[group]; at < graph.first()[group + 1]; at++) {
            int other = community[graph.to()[at]];
            if (shared[other] == 0) {
                touched[touchedCount++] = other;
            }
            shared[other] += graph.weight()[at];
        }
        int own = community[group];
        int people = graph.size()[group];
        int groupStrength = graph.strength(group);
        size[own] -= people;
        strength[own] -= groupStrength;
        int best = own;
        long bestGain = gain(own, groupStrength);
        for (int at = 0; at < touchedCount; at++) {
            int other = touched[at];
            if (other != own && size[other] + people <= maxSize) {
                long gain = gain(other, groupStrength);
                if (gain > bestGain) {
                    best = other;
                    bestGain = gain;
                }
            }
        }
        community[group] = best;
        size[best] += people;
        strength[best] += groupStrength;
        while (touchedCount > 0) {
            shared[touched[--touchedCount]] = 0;
        }
    }

    /**
     * Returns the modularity gain of adding the current group, which is in no community, multiplied by half the squared
     * number of friendship ends.
     */
    private long gain(int other, int groupStrength) {
        return shared[other] * totalStrength - (long) groupStrength * strength[other];
    }
}
