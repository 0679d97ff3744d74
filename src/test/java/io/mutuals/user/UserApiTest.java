package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MutualsTest
class UserApiTest {

    private final Api api;
    private final World world;

    UserApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dario").block("otto", "ada");
    }

    @Test
    void theViewerIsTheSubjectOfTheToken() {
        var viewer = api.as("ada").data("{ viewer { user { id handle displayName bio createdAt } } }");

        assertThat(viewer.at("/viewer/user/id").asString()).isEqualTo(world.id("ada"));
        assertThat(viewer.at("/viewer/user/handle").asString()).isEqualTo("ada");
        assertThat(viewer.at("/viewer/user/bio").isNull()).isTrue();
        assertThat(viewer.at("/viewer/user/createdAt").asString()).isEqualTo("2026-03-04T12:00:00.000Z");
    }

    @Test
    void aUserIsFoundByIdAndByHandleInAnyCase() {
        var found = api.as("ada").data("""
                        query ($id: ID!) {
                          byId: user(by: {id: $id}) { handle }
                          byHandle: user(by: {handle: "@DARIO"}) { id }
                          node(id: $id) { __typename id }
                        }
                        """, java.util.Map.of("id", world.id("dario")));

        assertThat(found.at("/byId/handle").asString()).isEqualTo("dario");
        assertThat(found.at("/byHandle/id").asString()).isEqualTo(world.id("dario"));
        assertThat(found.at("/node/__typename").asString()).isEqualTo("User");
    }

    @Test
    void aUserWhoBlocksTheViewerLooksLikeOneThatDoesNotExist() {
        String query = "query ($id: ID!, $handle: String!) { a: user(by: {id: $id}) { id } "
                + "b: user(by: {handle: $handle}) { id } node(id: $id) { id } }";
        var blocked = api.as("ada").ask(query, java.util.Map.of("id", world.id("otto"), "handle", "otto"));
        var missing = api.as("ada").ask(query, java.util.Map.of("id", World.id("usr", 4711), "handle", "missing"));

        assertThat(blocked.timeless())
                .isEqualTo(missing.timeless())
                .startsWith("{\"data\":{\"a\":null,\"b\":null,\"node\":null}");
    }
}
