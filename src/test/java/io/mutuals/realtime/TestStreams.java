package io.mutuals.realtime;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.Users;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Subscriptions of the tests, which record the demand on their sources. */
@Controller
public class TestStreams {

    /** Every {@code request} that the source received. */
    final Queue<Long> requests = new ConcurrentLinkedQueue<>();

    /** The number of events produced. */
    final AtomicInteger made = new AtomicInteger();

    /** The number of streams that were cancelled. */
    final AtomicInteger cancelled = new AtomicInteger();

    /** The numbers of {@code late} streams that are starting now, and that were starting at most. */
    private final AtomicInteger beginning = new AtomicInteger();

    final AtomicInteger mostBeginning = new AtomicInteger();

    /** The users in the events. */
    volatile List<Long> people = List.of();

    private final Users users;

    TestStreams(Users users) {
        this.users = users;
    }

    @SubscriptionMapping
    Flux<TestEvent> numbers(@Argument int count) {
        return Flux.range(1, count)
                .map(TestEvent::new)
                .doOnNext(number -> made.incrementAndGet())
                .doOnRequest(requests::add)
                .doOnCancel(cancelled::incrementAndGet);
    }

    @SubscriptionMapping
    Flux<TestEvent> failing(@Argument String how) {
        return switch (how) {
            case "refused" -> throw new RequestException(ErrorCode.INVALID_ARGUMENT, "There is nothing to fail.");
            case "coded" ->
                Flux.just(new TestEvent(1))
                        .concatWith(Flux.error(new RequestException(ErrorCode.UNAVAILABLE, "Short of breath.")));
            case "pulled" -> EventSource.stream(Failing::new);
            default ->
                Flux.just(new TestEvent(1)).concatWith(Flux.error(new IllegalStateException("MATCH (n) at localhost")));
        };
    }

    @SubscriptionMapping
    Flux<TestEvent> late(@Argument int millis) throws InterruptedException {
        mostBeginning.accumulateAndGet(beginning.incrementAndGet(), Math::max);
        try {
            Thread.sleep(millis);
        } finally {
            beginning.decrementAndGet();
        }
        return Flux.just(new TestEvent(1));
    }

    @QueryMapping
    CompletableFuture<@Nullable String> slow(@Argument String how, @Argument int millis) throws InterruptedException {
        return slowly(how, millis);
    }

    @MutationMapping
    CompletableFuture<@Nullable String> slowly(@Argument String how, @Argument int millis) throws InterruptedException {
        return switch (how) {
            case "holds its thread" -> {
                Thread.sleep(millis);
                yield CompletableFuture.completedFuture("done");
            }
            case "fails later" -> {
                Thread.sleep(millis);
                throw new IllegalStateException("MATCH (n) at localhost");
            }
            default ->
                CompletableFuture.supplyAsync(
                        () -> "done",
                        CompletableFuture.delayedExecutor(millis, java.util.concurrent.TimeUnit.MILLISECONDS));
        };
    }

    @SchemaMapping(typeName = "TestEvent", field = "users")
    CompletableFuture<List<User>> users(TestEvent event, Viewer viewer, DataFetchingEnvironment environment) {
        List<CompletableFuture<@Nullable User>> found = people.stream()
                .map(person -> users.find(viewer, person, environment))
                .toList();
        return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
                .thenApply(done -> found.stream()
                        .map(CompletableFuture::join)
                        .filter(java.util.Objects::nonNull)
                        .toList());
    }

    @SchemaMapping(typeName = "TestEvent", field = "text")
    String text(TestEvent event) {
        return "x".repeat(100_000);
    }

    @SchemaMapping(typeName = "TestEvent", field = "broken")
    @Nullable
    String broken(TestEvent event) {
        return null;
    }

    void forget() {
        requests.clear();
        made.set(0);
        cancelled.set(0);
        mostBeginning.set(0);
    }

    List<Long> asked() {
        return LongStream.of(requests.stream().mapToLong(Long::longValue).toArray())
                .boxed()
                .toList();
    }

    private static final class Failing implements EventSource<TestEvent> {

        private boolean begun;

        @Override
        public TestEvent next() {
            if (begun) {
                throw new RequestException(ErrorCode.UNAVAILABLE, "Short of breath.");
            }
            begun = true;
            return new TestEvent(1);
        }

        @Override
        public void close() {}
    }

    /** An event of the streams. */
    record TestEvent(int number) {}
}
