package io.mutuals.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.WithoutRedisTest;
import io.mutuals.World;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs with an unreachable Redis. */
@WithoutRedisTest
class RedisAwayTest {

    private final Api api;
    private final World world;

    RedisAwayTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @Test
    void serverStartsAndPagesSuggestionsWithoutRedis() {
        world.clearGraph();
        world.friends("ada", "ben", "bob");
        IntStream.range(0, 15).forEach(i -> world.friends("ben", "c" + i).friends("bob", "c" + i));

        String query = "query ($after: String) { viewer { peopleYouMayKnow(first: 10, after: $after) "
                + "{ nodes { user { handle } } pageInfo { hasNextPage endCursor } snapshot { cache } } } }";
        var first = api.as("ada").data(query).at("/viewer/peopleYouMayKnow");
        var second = api.as("ada")
                .data(query, Map.of("after", first.at("/pageInfo/endCursor").asString()))
                .at("/viewer/peopleYouMayKnow");

        assertThat(first.at("/snapshot/cache").asString()).isEqualTo("MISS");
        assertThat(first.at("/nodes").size()).isEqualTo(10);
        assertThat(second.at("/nodes").size()).isEqualTo(5);
        assertThat(second.at("/nodes").valueStream())
                .doesNotContainAnyElementsOf(first.at("/nodes").valueStream().toList());
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void usageOfTheSchemaIsNotCalledNoneWithoutRedis() {
        world.clearGraph();
        world.people("ada");
        assertThat(api.as("ada", "admin")
                        .ask("{ schemaUsage(first: 1) { totalCount } }")
                        .code())
                .isEqualTo("UNAVAILABLE");
    }

    @Test
    void presenceIsUnknownAndStreamsRunWithoutRedis() {
        world.clearGraph();
        world.friends("ada", "ben");
        assertThat(api.as("ada")
                        .data("{ viewer { friends(first: 1) { nodes { handle presence { state } } } } }")
                        .at("/viewer/friends/nodes/0/presence")
                        .isNull())
                .isTrue();
        try (LiveSocket ada = LiveSocket.signedIn(api, LocalTokens.mint(world.number("ada")), Map.of())) {
            String watch = "subscription { presence(userIds: [\"" + world.id("ben")
                    + "\"]) { users { handle presence { state } } } }";
            assertThat(ada.subscribe("w", watch).data().toString())
                    .isEqualTo("{\"presence\":{\"users\":[{\"handle\":\"ben\",\"presence\":null}]}}");
        }
    }
}
