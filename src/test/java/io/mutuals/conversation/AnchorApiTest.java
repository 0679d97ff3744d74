package io.mutuals.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are anchored to a time range of a video. */
@MutualsTest
class AnchorApiTest {

    private static final String ANCHORS =
            "{ viewer { conversations(first: 1) { nodes { messages(last: 9) { nodes { body "
                    + "anchor { startMs endMs video { caption } } } } } } } }";

    private final Api api;
    private final World world;

    AnchorApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.video(201, "dario", "Sunrise")
                .group(101, "Street", "cleo", "ada", "ben")
                .says(101, "cleo", "plain")
                .saysAt(101, "cleo", "this bit", 201, 1000, 2500);
    }

    @Test
    void aMessageHasTheTimeRangeOfAVideoThatItIsAbout() {
        assertThat(messages("ada"))
                .isEqualTo("[{\"body\":\"plain\",\"anchor\":null},"
                        + "{\"body\":\"this bit\",\"anchor\":{\"startMs\":1000,\"endMs\":2500,"
                        + "\"video\":{\"caption\":\"Sunrise\"}}}]");
    }

    @Test
    void theVideoOfAnAnchorIsCheckedForEachReaderAndItsTimesStay() {
        world.block("dario", "ben");
        assertThat(messages("ben"))
                .contains("{\"startMs\":1000,\"endMs\":2500,\"video\":null}")
                .doesNotContain("Sunrise");
        assertThat(messages("ada")).contains("Sunrise");
    }

    @Test
    void anUnsentMessageHasNoAnchor() {
        world.unsent(101, 2);
        assertThat(messages("ada")).contains("{\"body\":null,\"anchor\":null}").doesNotContain("2500");
    }

    private String messages(String handle) {
        return api.as(handle)
                .data(ANCHORS)
                .at("/viewer/conversations/nodes/0/messages/nodes")
                .toString();
    }
}
