package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.MutualsTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;

/** Supervision of the connection over which hints arrive. */
@MutualsTest
class HintsConnectionTest {

    private final Hints hints;
    private final UnifiedJedis redis;

    HintsConnectionTest(Hints hints, UnifiedJedis redis) {
        this.hints = hints;
        this.redis = redis;
    }

    @Test
    void checkingTheConnectionNeverBreaksIt() {
        await().until(hints::isListening);
        List<String> before = listeners();

        for (int checkConnection = 0; checkConnection < 20_000; checkConnection++) {
            hints.checkConnection();
        }

        await().until(hints::isListening);
        assertThat(listeners()).isNotEmpty().isEqualTo(before);
    }

    /** Returns the ids of the subscribed connections, ascending. */
    private List<String> listeners() {
        byte[] told = (byte[]) redis.executeCommand(new CommandArguments(Protocol.Command.CLIENT)
                .add("LIST")
                .add("TYPE")
                .add("PUBSUB"));
        return Arrays.stream(new String(told, StandardCharsets.UTF_8).split("\n"))
                .map(line -> line.split(" ")[0])
                .sorted()
                .toList();
    }
}
