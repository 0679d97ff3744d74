package io.mutuals.experiment.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Verifies that cluster randomisation is less biased than randomising people when effects spill over to friends. */
@SideBySide
@TakesLong
class NetworkEffectTest {

    private static final double DIRECT = 1;
    private static final double SPILL = 1;

    /** Difference between treating everyone and no one; everyone has friends. */
    private static final double TRUTH = DIRECT + SPILL;

    private static final int SEEDS = 20;

    private final FriendGraph graph = Circles.of(150, 30, 9, 2, 1);

    @Test
    void communityRandomisationIsLessBiasedThanRandomisingPeople() {
        Clusters clusters = Communities.of(graph, 60, 2);
        Measured people = measured(this::byPerson);
        Measured communities = measured(random -> byCluster(clusters, random));

        assertThat(Math.abs(people.effect() - DIRECT)).isLessThan(0.1);
        assertThat(Math.abs(communities.effect() - TRUTH)).isLessThan(0.5 * Math.abs(people.effect() - TRUTH));
        assertThat(people.crossing()).isBetween(0.48, 0.52);
        assertThat(communities.crossing()).isLessThan(0.3 * people.crossing());
    }

    @Test
    void egoClusterRandomisationIsLessBiasedThanRandomisingPeople() {
        EgoClusters egos = EgoClusters.of(graph, 4, 20, 0.7, 3);
        Measured people = measured(this::byPerson);
        Measured clusters = measured(random -> byEgo(egos, random));

        assertThat(egos.egos()).hasSizeGreaterThan(100);
        assertThat(Math.abs(clusters.effect() - TRUTH)).isLessThan(0.5 * Math.abs(people.effect() - TRUTH));
        assertThat(clusters.crossing()).isLessThan(0.5 * people.crossing());
    }

    @Test
    void reportsSpilloverBetweenPeopleOnlyIfThereIsAny() {
        int warned = 0;
        int warnedOfNothing = 0;
        double slopes = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] variants = byPerson(random).variants();
            Spillover spillover = spillover(variants, outcomes(variants, SPILL, random));
            warned += spillover.low() > 0 ? 1 : 0;
            slopes += spillover.slope() / SEEDS;
            Spillover none = spillover(variants, outcomes(variants, 0, random));
            warnedOfNothing += none.low() > 0 || none.high() < 0 ? 1 : 0;
        }
        assertThat(warned).isEqualTo(SEEDS);
        assertThat(slopes).isBetween(0.9 * SPILL, 1.1 * SPILL);
        assertThat(warnedOfNothing).isLessThan(5);
    }

    private Spillover spillover(int[] variants, double[] outcomes) {
        Interference interference = Interference.of(
                IntStream.range(0, graph.people())
                        .mapToObj(person -> ObservedPerson.of(graph, person, variants, noClusters(), outcomes[person]))
                        .toList(),
                0.95);
        return Objects.requireNonNull(interference.spillover());
    }

    private Measured measured(Design design) {
        double effect = 0;
        double crossing = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Assigned assigned = design.assign(random);
            double[] outcomes = outcomes(assigned.variants(), SPILL, random);
            List<ObservedPerson> observed = new ArrayList<>();
            for (int person : assigned.measured()) {
                observed.add(ObservedPerson.of(graph, person, assigned.variants(), noClusters(), outcomes[person]));
            }
            effect += (mean(observed, 1) - mean(observed, 0)) / SEEDS;
            crossing += crossing(assigned) / SEEDS;
        }
        return new Measured(effect, crossing);
    }

    /** Returns the share of the friendships of measured people that lead into another variant. */
    private double crossing(Assigned assigned) {
        int friends = 0;
        int crossing = 0;
        for (int person : assigned.measured()) {
            for (int at = graph.first(person); at < graph.first(person) + graph.degree(person); at++) {
                friends++;
                crossing += assigned.variants()[person] == assigned.variants()[graph.friends()[at]] ? 0 : 1;
            }
        }
        return (double) crossing / friends;
    }

    private static double mean(List<ObservedPerson> observed, int variant) {
        return observed.stream()
                .filter(one -> one.variant() == variant)
                .mapToDouble(ObservedPerson::outcome)
                .average()
                .orElseThrow();
    }

    private double[] outcomes(int[] variants, double spill, SplittableRandom random) {
        double[] outcomes = new double[graph.people()];
        for (int person = 0; person < outcomes.length; person++) {
            ObservedPerson friends = ObservedPerson.of(graph, person, variants, noClusters(), 0);
            double share = friends.friends() == 0 ? 0 : (double) friends.treated() / friends.friends();
            outcomes[person] = 3 + DIRECT * variants[person] + spill * share + random.nextGaussian();
        }
        return outcomes;
    }

    private Assigned byPerson(SplittableRandom random) {
        int[] all = IntStream.range(0, graph.people()).toArray();
        return new Assigned(Arrays.stream(all).map(person -> random.nextInt(2)).toArray(), all);
    }

    private Assigned byCluster(Clusters clusters, SplittableRandom random) {
        int[] variants = random.ints(clusters.count(), 0, 2).toArray();
        return new Assigned(
                Arrays.stream(clusters.byPerson())
                        .map(cluster -> variants[cluster])
                        .toArray(),
                IntStream.range(0, graph.people()).toArray());
    }

    /** People outside all clusters keep the control experience. */
    private static Assigned byEgo(EgoClusters egos, SplittableRandom random) {
        int[] variants = random.ints(egos.egos().length, 0, 2).toArray();
        return new Assigned(
                Arrays.stream(egos.clusters().byPerson())
                        .map(cluster -> cluster == Clusters.NONE ? ObservedPerson.CONTROL : variants[cluster])
                        .toArray(),
                egos.egos());
    }

    private Clusters noClusters() {
        int[] none = new int[graph.people()];
        Arrays.fill(none, Clusters.NONE);
        return new Clusters(none, 0);
    }

    private interface Design {
        Assigned assign(SplittableRandom random);
    }

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Assigned(int[] variants, int[] measured) {}

    private record Measured(double effect, double crossing) {}
}
