package io.mutuals.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.ExecutionContext;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLInputType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.document.ClientApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts executed operations by app and version, until {@link SchemaUsageLoop} takes the counts. What an operation uses
 * is found once, since parsed documents are kept, so that a request takes one increment, and a look at the values of
 * those variables that hold objects or enum values. Bounded, since clients choose the names. Thread-safe.
 */
@Component
class SchemaUsageCounter {

    private static final int KNOWN_OPERATIONS = 10_000;

    private final SchemaUsageProperties properties;
    private final Counter lost;

    /** By identity: the engine is given the same object for the same document. */
    private final Cache<OperationDefinition, OperationUse> uses =
            Caffeine.newBuilder().weakKeys().maximumSize(KNOWN_OPERATIONS).build();

    private final ConcurrentHashMap<Caller, Tally> tallies = new ConcurrentHashMap<>();

    SchemaUsageCounter(SchemaUsageProperties properties, MeterRegistry metrics) {
        this.properties = properties;
        this.lost = lost(metrics, "full");
    }

    /** Returns the number of requests that are not counted for a reason. */
    static Counter lost(MeterRegistry metrics, String reason) {
        return Counter.builder("mutuals.schema.usage.lost")
                .description("requests whose use of the schema is not counted")
                .tag("reason", reason)
                .register(metrics);
    }

    /** Counts a request that is about to run. */
    void count(ExecutionContext context, ClientApp app) {
        OperationDefinition operation = context.getOperationDefinition();
        OperationUse use = uses.get(
                operation,
                unknown -> OperationUse.of(
                        unknown,
                        OperationUseWalk.of(unknown, context.getFragmentsByName(), context.getGraphQLSchema())));
        if (use.coordinates().isEmpty()) {
            return;
        }
        Set<String> ofVariables = use.inputs().isEmpty() ? Set.of() : ofVariables(use, context);
        Caller caller = new Caller(use.operation(), use.shape(), app);
        if (tallies.size() >= properties.maxCallers() && !tallies.containsKey(caller)) {
            lost.increment();
            return;
        }
        tallies.compute(caller, (_, known) -> (known == null ? new Tally(use) : known).add(ofVariables));
    }

    private static Set<String> ofVariables(OperationUse use, ExecutionContext context) {
        Map<String, Object> given =
                context.getExecutionInput().getRawVariables().toMap();
        Set<String> used = new HashSet<>();
        for (Map.Entry<String, GraphQLInputType> input : use.inputs().entrySet()) {
            Object value = given.get(input.getKey());
            if (value != null) {
                OperationUseWalk.ofValue(value, input.getValue(), used);
            }
        }
        // What the document itself uses is counted with its shape.
        used.removeAll(use.parts());
        return used;
    }

    /** Returns all counts since the last call, and begins anew. No request is counted twice or missed. */
    List<Count> take() {
        List<Count> taken = new ArrayList<>();
        for (Caller caller : tallies.keySet()) {
            Tally tally = tallies.remove(caller);
            if (tally != null) {
                String client = caller.operation
                        + SchemaUsageStore.SEPARATOR
                        + caller.app.name()
                        + SchemaUsageStore.SEPARATOR
                        + caller.app.version();
                taken.add(new Count(client, caller.shape, tally.use.coordinates(), scaled(tally.requests)));
                tally.ofVariables.forEach(
                        (coordinate, requests) -> taken.add(new Count(client, coordinate, "", scaled(requests))));
            }
        }
        return taken;
    }

    private long scaled(long requests) {
        return Math.max(1, Math.round(requests / properties.sample()));
    }

    /** An operation of an app. */
    private record Caller(String operation, String shape, ClientApp app) {}

    /** Is read and written under the lock of its entry only. */
    private static final class Tally {

        private final OperationUse use;
        private final Map<String, Long> ofVariables = new HashMap<>();
        private long requests;

        Tally(OperationUse use) {
            this.use = use;
        }

        Tally add(Set<String> ofValues) {
            requests++;
            ofValues.forEach(coordinate -> ofVariables.merge(coordinate, 1L, Long::sum));
            return this;
        }
    }

    /**
     * Requests of an operation of an app.
     *
     * @param client the operation, the app and its version
     * @param name the shape of the operation, or a coordinate that values of variables used
     * @param coordinates what belongs to the shape; empty for a coordinate
     */
    record Count(String client, String name, String coordinates, long requests) {}
}
