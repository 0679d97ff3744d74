package io.mutuals.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mutuals.SideBySide;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.changelog.ChangeReader;
import io.mutuals.changelog.Changes;
import io.mutuals.changelog.Fact;
import io.mutuals.proof.RequestMeter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** The rules of fences and entries, on a log whose answers the test decides. */
@SideBySide
class FencesTest {

    private static final Fact ADA = new Fact("name", 1);

    private final Log log = new Log();
    private Duration pace = Duration.ZERO;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Memory memory = new Memory(properties(), metrics);
    private final Entries<String> names = memory.entries("name", String::length);

    @Test
    void requestNeverPassesAFenceThatBeganBeforeIt() throws Exception {
        Fences fences = fences();
        log.gate = new CountDownLatch(1);
        var first = fences.next(new RequestMeter());
        assertThat(log.began.await(10, TimeUnit.SECONDS)).isTrue();
        var second = fences.next(new RequestMeter());
        var third = fences.next(new RequestMeter());
        log.gate.countDown();

        assertThat(pass(first).number()).isEqualTo(1);
        assertThat(pass(second).number()).isEqualTo(2);
        assertThat(pass(third).number()).isEqualTo(2);
    }

    @Test
    void requestsWithinThePaceShareAFenceAndAreBilledForIt() throws Exception {
        pace = Duration.ofSeconds(2);
        Fences fences = fences();
        pass(fences.next(new RequestMeter()));
        List<RequestMeter> meters =
                IntStream.range(0, 20).mapToObj(request -> new RequestMeter()).toList();
        List<CompletableFuture<Fence>> passed =
                meters.stream().map(fences::next).toList();

        for (var fence : passed) {
            assertThat(pass(fence).number()).isEqualTo(2);
        }
        assertThat(meters).allSatisfy(meter -> assertThat(meter.toExtension()).containsEntry("fences", 1));
    }

    @Test
    void entryIsUsedOnlyBehindAFenceThatBeganAfterItWasRead() throws Exception {
        Fences fences = fences();
        Fence before = pass(fences.next(new RequestMeter()));
        names.read(Set.of(1L), ids -> Map.of(1L, "Ada"));

        assertThat(find(before)).isNull();
        assertThat(find(pass(fences.next(new RequestMeter())))).isEqualTo("Ada");
    }

    @Test
    void changeThatAFenceFindsDropsItsEntryAndNoOther() throws Exception {
        Fences fences = fences();
        pass(fences.next(new RequestMeter()));
        names.read(Set.of(1L, 2L), ids -> Map.of(1L, "Ada", 2L, "Ben"));
        log.change(true, ADA);
        Fence fence = pass(fences.next(new RequestMeter()));

        assertThat(find(fence)).isNull();
        assertThat(new Lookup(fence).find(names, 2)).isEqualTo("Ben");
    }

    @Test
    void changeDropsAlsoWhatGoesByTheNameOfItsFact() throws Exception {
        Entries<String> fans = memory.entries("fans", ADA.kind(), String::length);
        Fences fences = fences();
        pass(fences.next(new RequestMeter()));
        fans.read(Set.of(1L, 2L), ids -> Map.of(1L, "Cleo", 2L, "Dan"));
        names.read(Set.of(1L), ids -> Map.of(1L, "Ada"));
        log.change(true, ADA);
        Fence fence = pass(fences.next(new RequestMeter()));

        assertThat(find(fence)).isNull();
        assertThat(new Lookup(fence).find(fans, 1)).isNull();
        assertThat(new Lookup(fence).find(fans, 2)).isEqualTo("Dan");
        fans.read(Set.of(1L), ids -> {
            log.change(true, ADA);
            passUnchecked(fences);
            return Map.of(1L, "Cleo, as she was");
        });
        assertThat(new Lookup(pass(fences.next(new RequestMeter()))).find(fans, 1))
                .isNull();
    }

    @Test
    void changeFoundWhileAnEntryIsBeingReadKeepsItOut() throws Exception {
        Fences fences = fences();
        pass(fences.next(new RequestMeter()));
        names.read(Set.of(1L, 2L), ids -> {
            log.change(true, ADA);
            passUnchecked(fences);
            return Map.of(1L, "Ada, as she was", 2L, "Ben");
        });
        Fence fence = pass(fences.next(new RequestMeter()));

        assertThat(find(fence)).isNull();
        assertThat(new Lookup(fence).find(names, 2)).isEqualTo("Ben");
    }

    @Test
    void aGapInTheLogDropsEverything() throws Exception {
        Fences fences = fences();
        pass(fences.next(new RequestMeter()));
        names.read(Set.of(1L), ids -> Map.of(1L, "Ada"));
        log.change(false);
        assertThat(find(pass(fences.next(new RequestMeter())))).isNull();

        names.read(Set.of(1L), ids -> {
            log.change(false);
            passUnchecked(fences);
            return Map.of(1L, "Ada, as she was");
        });
        assertThat(find(pass(fences.next(new RequestMeter())))).isNull();
    }

    @Test
    void nothingIsAnsweredFromMemoryWhileChangesCannotBeRead() throws Exception {
        Fences fences = fences();
        pass(fences.next(new RequestMeter()));
        names.read(Set.of(1L), ids -> Map.of(1L, "Ada"));
        log.change(true, ADA);
        log.unreadable = true;
        assertThat(pass(fences.next(new RequestMeter())).isOpen()).isFalse();

        log.unreadable = false;
        assertThat(pass(fences.next(new RequestMeter())).isOpen())
                .as("within the pause")
                .isFalse();
    }

    @Test
    void failureReachesTheRequestsOfThatFenceAlone() throws Exception {
        Fences fences = fences();
        log.away = true;
        var failed = fences.next(new RequestMeter());
        assertThatThrownBy(() -> pass(failed))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RequestException.class);
        log.away = false;
        assertThat(pass(fences.next(new RequestMeter())).isOpen()).isTrue();
    }

    @Test
    void entriesAreBoundedByWeight() {
        Entries<String> large = memory.entries("large", value -> 100_000);
        for (long id = 0; id < 1000; id++) {
            String value = "value " + id;
            large.read(Set.of(id), ids -> Map.of(ids.iterator().next(), value));
        }
        // Caffeine evicts in the background.
        await().until(() -> metrics.get("mutuals.memory.weight").gauge().value() <= 1_000_000);
        assertThat(metrics.get("mutuals.memory.entries").gauge().value()).isBetween(1.0, 10.0);
    }

    private @Nullable String find(Fence fence) {
        return new Lookup(fence).find(names, 1);
    }

    private Fences fences() {
        return new Fences(log, memory, properties(), metrics);
    }

    private MemoryProperties properties() {
        return new MemoryProperties(
                true, DataSize.ofBytes(1_000_000), 100, 100, 10, pace == null ? Duration.ZERO : pace);
    }

    private static Fence pass(CompletableFuture<Fence> passed) throws Exception {
        return passed.get(10, TimeUnit.SECONDS);
    }

    private static void passUnchecked(Fences fences) {
        try {
            pass(fences.next(new RequestMeter()));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static final class Log implements ChangeReader {

        private final CountDownLatch began = new CountDownLatch(1);
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile Map<Long, Long> position = Map.of(3L, 100L);
        private volatile Changes unread = new Changes(position, Set.of(), false);
        private volatile boolean away;
        private volatile boolean unreadable;

        void change(boolean complete, Fact... facts) {
            Map<Long, Long> after = Map.of(3L, position.getOrDefault(3L, 0L) + 1);
            unread = new Changes(after, Set.of(facts), complete);
            position = after;
        }

        @Override
        public Map<Long, Long> position() {
            began.countDown();
            try {
                assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            if (away) {
                throw unavailable();
            }
            return position;
        }

        @Override
        public Changes between(Map<Long, Long> before, Map<Long, Long> now) {
            if (unreadable) {
                throw unavailable();
            }
            return unread;
        }

        private static RequestException unavailable() {
            return new RequestException(ErrorCode.UNAVAILABLE, "Not now.");
        }
    }
}
