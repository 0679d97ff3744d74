package io.mutuals.friend;

import static io.mutuals.FriendMutations.code;
import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.OwnLimitsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Compares {@code viewerCan} with the outcome of mutations in random worlds. */
@OwnLimitsTest
@TakesLong
class ViewerCanTest {

    private static final List<String> PEOPLE = List.of("ada", "ben", "cleo", "dora", "eli", "finn");
    private static final List<String> REQUESTS = List.of("EVERYONE", "FRIENDS_OF_FRIENDS", "NOBODY");
    private static final List<String> LISTS = List.of("EVERYONE", "FRIENDS", "MUTUAL_FRIENDS", "ONLY_ME");

    private final Api api;
    private final World world;

    ViewerCanTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @Test
    void viewerCanAlwaysAgreesWithTheMutation() {
        int allowed = 0;
        int refused = 0;
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            given(random);
            for (int step = 0; step < 25; step++) {
                String viewer = any(PEOPLE, random);
                String other = any(PEOPLE, random);
                JsonNode user = api.as(viewer)
                        .data(("{ user(by: {id: \"%s\"}) { viewerCan { sendFriendRequest seeFriends } "
                                        + "friends(first: 9) { totalCount } } }")
                                .formatted(world.id(other)))
                        .path("user");
                boolean can = user.at("/viewerCan/sendFriendRequest").asBoolean(false);
                String code = code(does(api.as(viewer), "sendFriendRequest", world.id(other)));
                assertThat(code.isEmpty())
                        .as("seed %d, step %d: %s asks %s, %s, %s", seed, step, viewer, other, user, code)
                        .isEqualTo(can);
                if (!user.at("/viewerCan/seeFriends").asBoolean(false)) {
                    assertThat(user.at("/friends/totalCount").asInt(0)).isZero();
                }
                if (can) {
                    allowed++;
                } else {
                    refused++;
                }
                does(
                        api.as(other),
                        any(List.of("acceptFriendRequest", "declineFriendRequest", "unfriend"), random),
                        world.id(viewer));
            }
        }
        assertThat(allowed).isGreaterThan(15);
        assertThat(refused).isGreaterThan(15);
    }

    private void given(Random random) {
        world.clear();
        world.people(PEOPLE.toArray(String[]::new));
        for (String one : PEOPLE) {
            if (random.nextInt(4) == 0) {
                world.aged(one, 13 + random.nextInt(6));
            }
            api.as(one)
                    .data(("mutation { updatePrivacySettings(input: {friendRequestsFrom: %s, "
                                    + "friendListVisibleTo: %s}) { userErrors { code } } }")
                            .formatted(any(REQUESTS, random), any(LISTS, random)));
            for (String other : PEOPLE) {
                if (one.compareTo(other) < 0) {
                    switch (random.nextInt(8)) {
                        case 0 -> world.friends(one, other);
                        case 1 -> world.block(one, other);
                        case 2 -> world.request(one, other, "hi");
                        default -> {}
                    }
                }
            }
        }
    }

    private static String any(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
