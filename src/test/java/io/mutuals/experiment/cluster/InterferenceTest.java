package io.mutuals.experiment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@SideBySide
class InterferenceTest {

    @Test
    void countsFriendsByVariant() {
        FriendGraph graph = new FriendGraph.Builder()
                .friendship(1, 2, 0)
                .friendship(1, 3, 0)
                .friendship(1, 4, 0)
                .friendship(1, 5, 0)
                .build();
        ObservedPerson observed = ObservedPerson.of(
                graph, 0, new int[] {1, 1, 0, 2, -1}, new Clusters(new int[] {7, 0, 0, 0, 0}, 8), 2.5);

        assertThat(observed).isEqualTo(new ObservedPerson(1, 7, 2.5, 3, 2));
    }

    @Test
    void peopleWithoutClusterAreSingleUnits() {
        Interference found = Interference.of(
                List.of(
                        new ObservedPerson(0, 5, 1, 4, 1),
                        new ObservedPerson(0, 5, 2, 2, 0),
                        new ObservedPerson(1, Clusters.NONE, 2, 2, 1),
                        new ObservedPerson(1, Clusters.NONE, 3, 0, 0)),
                0.95);

        assertThat(found.units()).isEqualTo(3);
        assertThat(found.design()).isNull();
        assertThat(found.spillover()).isNull();
        assertThat(Interference.of(List.of(), 0.95)).isEqualTo(new Interference(0, null, null));
    }

    @Test
    void designEffectMatchesTheTextbook() {
        // One variant with three clusters of two: mean squares 16 between (2 degrees of freedom) and 1.5 within (3).
        ClusterDesign design = Objects.requireNonNull(ClusterDesign.of(
                List.of(person(0, 1), person(0, 2), person(1, 3), person(1, 4), person(2, 5), person(2, 6))));

        assertThat(design.intraCluster()).isCloseTo((8 - 0.5) / (8 + 0.5), within(1e-12));
        assertThat(design.designEffect()).isCloseTo(1 + 7.5 / 8.5, within(1e-12));
    }

    @Test
    void findsIntraClusterCorrelationRegardlessOfTheTreatmentEffect() {
        for (double correlation : new double[] {0, 0.1, 0.5}) {
            double sum = 0;
            for (int seed = 0; seed < 40; seed++) {
                sum += Objects.requireNonNull(ClusterDesign.of(alike(correlation, 3, seed)))
                        .intraCluster();
            }
            assertThat(sum / 40).isCloseTo(correlation, within(0.03));
        }
    }

    @Test
    void designEffectIsOneWithoutIntraClusterCorrelation() {
        assertThat(ClusterDesign.of(List.of(person(0, 1), person(0, 5), person(1, 1), person(1, 5), person(2, 3))))
                .isEqualTo(new ClusterDesign(0, 1));
    }

    @Test
    void spilloverIsTheSlopeOverTheShareOfTreatedFriends() {
        List<ObservedPerson> people = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            people.add(new ObservedPerson(0, Clusters.NONE, 2 + 3 * (at % 5) / 4.0, 4, at % 5));
            people.add(new ObservedPerson(1, Clusters.NONE, 1_000 * at, 4, at % 5));
        }
        people.add(new ObservedPerson(0, Clusters.NONE, 1_000, 0, 0));

        Spillover spillover = Objects.requireNonNull(Spillover.of(people, 0.95));

        assertThat(spillover.slope()).isCloseTo(3, within(1e-9));
        assertThat(spillover.standardError()).isCloseTo(0, within(1e-9));
        assertThat(spillover.people()).isEqualTo(40);
        assertThat(spillover.units()).isEqualTo(40);
    }

    @Test
    void spilloverIntervalCoversTheTruthDespiteClustering() {
        int held = 0;
        int heldByNarrower = 0;
        int runs = 1_000;
        for (int seed = 0; seed < runs; seed++) {
            List<ObservedPerson> people = spilling(0.5, seed);
            Spillover spillover = Objects.requireNonNull(Spillover.of(people, 0.95));
            held += spillover.low() <= 0.5 && 0.5 <= spillover.high() ? 1 : 0;
            Spillover narrower = Objects.requireNonNull(Spillover.of(people, 0.8));
            heldByNarrower += narrower.low() <= 0.5 && 0.5 <= narrower.high() ? 1 : 0;
        }
        assertThat(held / (double) runs).isBetween(0.93, 0.97);
        assertThat(heldByNarrower / (double) runs).isBetween(0.76, 0.84);
    }

    @Test
    void noSpilloverForFewUnitsOrEqualShares() {
        List<ObservedPerson> few = new ArrayList<>();
        List<ObservedPerson> same = new ArrayList<>();
        for (int at = 0; at < 200; at++) {
            few.add(new ObservedPerson(0, at % (Spillover.MIN_UNITS - 1), at, 4, at % 5));
            same.add(new ObservedPerson(0, at, at, 4, 1));
        }
        assertThat(Spillover.of(few, 0.95)).isNull();
        assertThat(Spillover.of(same, 0.95)).isNull();
    }

    private static ObservedPerson person(int cluster, double outcome) {
        return new ObservedPerson(0, cluster, outcome, 0, 0);
    }

    private static List<ObservedPerson> alike(double correlation, double effect, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ObservedPerson> people = new ArrayList<>();
        for (int cluster = 0; cluster < 200; cluster++) {
            double common = Math.sqrt(correlation) * random.nextGaussian();
            for (int at = 2 + random.nextInt(18); at > 0; at--) {
                double outcome = effect * (cluster % 2) + common + Math.sqrt(1 - correlation) * random.nextGaussian();
                people.add(new ObservedPerson(cluster % 2, cluster, outcome, 0, 0));
            }
        }
        return people;
    }

    private static List<ObservedPerson> spilling(double spill, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ObservedPerson> people = new ArrayList<>();
        for (int cluster = 0; cluster < 60; cluster++) {
            double common = random.nextGaussian();
            // The common component of a cluster makes its people's shares similar, too.
            int treatedInTen = random.nextInt(5);
            for (int at = 0; at < 10; at++) {
                int treated = treatedInTen + random.nextInt(5);
                double outcome = spill * treated / 10 + common + random.nextGaussian();
                people.add(new ObservedPerson(0, cluster, outcome, 10, treated));
            }
        }
        return people;
    }
}
