package io.mutuals.experiment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LiveFriendGraph;
import org.junit.jupiter.api.Test;

@SideBySide
class ClusterMapTest {

    private final FriendGraph graph = new FriendGraph.Builder()
            .friendship(10, 20, 0)
            .friendship(20, 30, 0)
            .person(Long.MAX_VALUE)
            .build();

    @Test
    void mapsEachUserToTheirCluster() {
        ClusterMap map = ClusterMap.of(graph, new Clusters(new int[] {1, 0, Clusters.NONE, 1}, 2));

        assertThat(map.people()).isEqualTo(3);
        assertThat(map.clusters()).isEqualTo(2);
        assertThat(map.clusterOf(10)).isEqualTo(1);
        assertThat(map.clusterOf(20)).isZero();
        assertThat(map.clusterOf(30)).isEqualTo(ClusterMap.NONE);
        assertThat(map.clusterOf(Long.MAX_VALUE)).isEqualTo(1);
        assertThat(map.clusterOf(11)).isEqualTo(ClusterMap.NONE);
        assertThat(map.isEgo(10)).isFalse();
    }

    @Test
    void distinguishesEgosFromTheirFriends() {
        ClusterMap map = ClusterMap.of(
                graph, new EgoClusters(new Clusters(new int[] {0, 0, 0, Clusters.NONE}, 1), new int[] {1}));

        assertThat(map.isEgo(20)).isTrue();
        assertThat(map.isEgo(10)).isFalse();
        assertThat(map.isEgo(Long.MAX_VALUE)).isFalse();
        assertThat(map.clusterOf(20)).isZero();
    }

    @Test
    void translatesToAGraphWithOtherUserIndexes() {
        LiveFriendGraph live = new LiveFriendGraph(new FriendGraph.Builder().build(), Runnable::run);
        live.formed(30, 5, 0);
        live.formed(20, 10, 0);
        FriendGraph later = live.current();

        Clusters clusters =
                ClusterMap.of(graph, new Clusters(new int[] {1, 0, 2, 1}, 3)).on(later);

        assertThat(clusters.count()).isEqualTo(3);
        assertThat(clusters.byPerson()[later.person(10)]).isEqualTo(1);
        assertThat(clusters.byPerson()[later.person(20)]).isZero();
        assertThat(clusters.byPerson()[later.person(30)]).isEqualTo(2);
        assertThat(clusters.byPerson()[later.person(5)]).isEqualTo(Clusters.NONE);
    }

    @Test
    void isNotBuiltFromMissingChunks() {
        ClusterMap map = ClusterMap.of(graph, new Clusters(new int[] {1, 0, 2, 1}, 3));
        ClusterMap.Builder builder = new ClusterMap.Builder(4, 3);
        builder.add(map.chunk(0, 3));

        assertThatThrownBy(builder::build).hasMessage("Only 3 of 4 users in clusters were found");
        builder.add(map.chunk(3, 4));
        assertThat(builder.build().clusterOf(Long.MAX_VALUE)).isEqualTo(1);
    }
}
