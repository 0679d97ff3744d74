package io.mutuals.experiment.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Moves groups, each of which is a community at first, between communities for as long as modularity rises.
 *
 * <p>Only groups whose neighbours have moved are looked at again (the fast local move of Traag, Waltman and van Eck 2019). Gains are whole
 * numbers, so nothing depends on rounding and it comes to an end. Not thread-safe.
 */
final class CommunityMoves {

    private final CommunityGraph graph;
    private final int largest;
    private final int[] community;
    private final int[] size;
    private final int[] strength;
    private final long ends;

    /** How many friendships the group at hand has with each community; 0 between groups. */
    private final int[] shared;

    private final int[] touched;
    private int touchedCount;

    /** @param largest how many people a community may have */
    CommunityMoves(CommunityGraph graph, int largest) {
        this.graph = graph;
        this.largest = largest;
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
        this.ends = all;
    }

    /** The community of each group when none is better off elsewhere, numbered in the order of groups. */
    Clusters settle(SplittableRandom random) {
        int groups = graph.groups();
        int[] waiting = RandomOrder.of(groups, random);
        boolean[] isWaiting = new boolean[groups];
        Arrays.fill(isWaiting, true);
        int head = 0;
        int count = groups;
        while (count > 0) {
            int group = waiting[head];
            head = head + 1 == groups ? 0 : head + 1;
            count--;
            isWaiting[group] = false;
            int before = community[group];
            move(group);
            if (community[group] == before) {
                continue;
            }
            for (int at = graph.first()[group]; at < graph.first()[group + 1]; at++) {
                int other = graph.to()[at];
                if (!isWaiting[other] && community[other] != community[group]) {
                    isWaiting[other] = true;
                    waiting[(int) ((head + (long) count++) % groups)] = other;
                }
            }
        }
        return numbered(community);
    }

    /** Gives communities the numbers from 0 in the order in which they come. */
    private static Clusters numbered(int[] community) {
        int[] number = new int[community.length];
        Arrays.fill(number, -1);
        int[] numbered = new int[community.length];
        int count = 0;
        for (int at = 0; at < community.length; at++) {
            if (number[community[at]] < 0) {
                number[community[at]] = count++;
            }
            numbered[at] = number[community[at]];
        }
        return new Clusters(numbered, count);
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
            if (other != own && size[other] + people <= largest) {
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

    /** How much modularity rises when the group at hand, which is in no community, joins; times half the square of all ends. */
    private long gain(int other, int groupStrength) {
        return shared[other] * ends - (long) groupStrength * strength[other];
    }
}
