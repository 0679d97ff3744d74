package io.mutuals.conversation.events;

import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Streams whose subscriber requests each value only when the test says so. */
@MutualsTest
class SlowReaderTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final ConversationEvents events;

    SlowReaderTest(Api api, World world, TestClock clock, ConversationEvents events) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.events = events;
    }

    @Test
    void aSlowReaderGetsLargerValuesAndALaggingOneIsDisconnected() throws Exception {
        world.clear();
        world.friends("ada", "ben").direct(101, "ada", "ben");
        String conversation = World.id("cnv", 101);
        Reader reader = new Reader();
        events.conversation(new Viewer(world.number("ben"), Set.of(Role.USER)), 101, null)
                .subscribe(reader);
        assertThat(reader.take().events()).isEmpty();

        IntStream.range(0, 30).forEach(i -> says(api.as("ada"), conversation, "m" + i));
        assertThat(reader.values).isEmpty();
        SyncDelta behind = reader.take();
        assertThat(behind.events()).hasSize(30);

        IntStream.range(0, 60).forEach(i -> says(api.as("ada"), conversation, "n" + i));
        clock.pass(Duration.ofSeconds(61));
        reader.request(1);
        Throwable end = reader.end.get(10, TimeUnit.SECONDS);
        assertThat(end)
                .isInstanceOfSatisfying(
                        RequestException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.LAGGED));

        Reader again = new Reader();
        events.conversation(new Viewer(world.number("ben"), Set.of(Role.USER)), 101, behind.cursor())
                .subscribe(again);
        assertThat(again.take().events()).hasSize(50);
        assertThat(again.take().events()).hasSize(10);
        again.cancel();
    }

    /** Takes values one by one. */
    private static final class Reader extends BaseSubscriber<SyncDelta> {

        private final BlockingQueue<SyncDelta> values = new LinkedBlockingQueue<>();
        private final CompletableFuture<Throwable> end = new CompletableFuture<>();

        SyncDelta take() throws InterruptedException {
            request(1);
            SyncDelta value = values.poll(10, TimeUnit.SECONDS);
            if (value == null) {
                throw new AssertionError("No value came");
            }
            return value;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(SyncDelta value) {
            values.add(value);
        }

        @Override
        protected void hookOnError(Throwable thrown) {
            end.complete(thrown);
        }
    }
}
