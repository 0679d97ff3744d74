package io.mutuals.loader;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import io.mutuals.memory.Fences;
import io.mutuals.memory.MemoryProperties;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import io.mutuals.proof.RequestMeter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Begins the fences of queries that are likely to need one when they arrive, so that they wait for it while they are
 * validated and charged. A query is likely to need a fence if the same document has needed one before. Thread-safe.
 */
@Component
final class FenceForecast {

    /** The total length of the documents that are remembered. */
    private static final long REMEMBERED_CHARACTERS = 1_000_000;

    private final Fences fences;
    private final boolean fromMemory;
    private final Cache<Operation, Boolean> behindFences = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_CHARACTERS)
            .weigher(
                    (Operation operation, Boolean known) -> operation.document().length())
            .build();

    FenceForecast(Fences fences, MemoryProperties properties) {
        this.fences = fences;
        this.fromMemory = properties.enabled();
    }

    /** Returns a fence that has begun, if the query is likely to need one; otherwise null. */
    @Nullable
    RequestFence begin(ExecutionInput input) {
        if (!fromMemory
                || behindFences.getIfPresent(Operation.of(input)) == null
                || input.getGraphQLContext().hasKey(StatementsOnly.class)) {
            return null;
        }
        @Nullable RequestMeter request = input.getGraphQLContext().get(RequestMeter.class);
        Meter meter = request == null ? Meters.current() : request;
        RequestFence fence = RequestFence.ofQuery(() -> {});
        // The loader that needs the fence learns whether it failed.
        var _ = fence.current(() -> fences.next(meter));
        return fence;
    }

    /** Returns a fence that has not begun, for a query of which it is then known whether it needs one. */
    RequestFence observed(ExecutionInput input) {
        return RequestFence.ofQuery(() -> behindFences.put(Operation.of(input), true));
    }

    /** @param name empty for the only operation of a document */
    private record Operation(String document, String name) {

        static Operation of(ExecutionInput input) {
            return new Operation(input.getQuery(), Objects.requireNonNullElse(input.getOperationName(), ""));
        }
    }
}
