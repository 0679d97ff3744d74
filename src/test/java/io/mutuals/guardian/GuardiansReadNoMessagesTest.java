package io.mutuals.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.OwnLimitsTest;
import io.mutuals.SchemaWalk;
import io.mutuals.World;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;

/** Reads every field below a ward as the guardian, and finds nothing of the ward's conversations. */
@OwnLimitsTest
class GuardiansReadNoMessagesTest {

    private final Api api;
    private final World world;
    private final SchemaWalk walk;

    GuardiansReadNoMessagesTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.walk = new SchemaWalk(source.schema(), Set.of());
    }

    @Test
    void noFieldShowsAGuardianWhatOrToWhomTheWardWrites() {
        world.clear();
        world.people("mum", "stranger").aged("teen", 15).aged("pal", 15);
        world.guards("mum", "teen").friends("teen", "pal").friends("mum", "pal", "teen");
        world.video(503, "pal", "a clip").like("teen", 503);
        world.direct(100, "teen", "stranger").says(100, "teen", "secret one").says(100, "stranger", "secret two");
        world.group(101, "secret group", "pal", "teen")
                .says(101, "pal", "secret three")
                .shares(101, "teen", 503);
        world.direct(102, "mum", "pal").says(102, "pal", "no secret");
        String all =
                api.as("mum").data("{ viewer " + walk.below("Viewer", 6) + " }").toString();
        assertThat(all).contains("\"teen\"", "\"pal\"", "no secret");
        assertThat(walk.walked()).contains("Ward.friends", "Ward.blocked", "Ward.settings", "WardContact.user");
        assertThat(all)
                .doesNotContain("secret one", "secret two", "secret three", "secret group", "stranger")
                .doesNotContain(World.id("cnv", 100), World.id("cnv", 101));
        assertThat(api.as("mum")
                        .data("{ nodes(ids: [\"%s\", \"%s\", \"%s\"]) { id } }"
                                .formatted(World.id("cnv", 100), World.id("cnv", 101), world.message(100, 1)))
                        .at("/nodes")
                        .toString())
                .isEqualTo("[null,null,null]");
    }
}
