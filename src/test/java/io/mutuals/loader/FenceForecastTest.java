package io.mutuals.loader;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import io.mutuals.GraphInMemoryTest;
import io.mutuals.memory.Fence;
import io.mutuals.memory.Fences;
import io.mutuals.proof.RequestMeter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which queries begin their fence when they arrive. */
@GraphInMemoryTest
class FenceForecastTest {

    private static final String DOCUMENT = "query A { viewer { user { id } } } query B { __typename }";

    private final FenceForecast forecast;
    private final Fences fences;

    FenceForecastTest(FenceForecast forecast, Fences fences) {
        this.forecast = forecast;
        this.fences = fences;
    }

    @Test
    void onlyAQueryThatHasNeededAFenceBeginsItsNextOneAtOnce() {
        assertThat(forecast.begin(input("A"))).isNull();
        forecast.observed(input("A"));
        assertThat(forecast.begin(input("A"))).as("it needed none").isNull();
        Fence first = forecast.observed(input("A"))
                .current(() -> fences.next(new RequestMeter()))
                .join();

        RequestMeter meter = new RequestMeter();
        RequestFence begun = forecast.begin(input("A", meter));
        assertThat(begun).isNotNull();
        Supplier<CompletableFuture<Fence>> another = () -> {
            throw new AssertionError("The fence has begun already");
        };
        assertThat(begun.current(another).join().number()).isGreaterThan(first.number());
        assertThat(meter.toExtension()).containsEntry("fences", 1);
        assertThat(forecast.begin(input("B"))).isNull();
    }

    private static ExecutionInput input(String operation) {
        return input(operation, new RequestMeter());
    }

    private static ExecutionInput input(String operation, RequestMeter meter) {
        return ExecutionInput.newExecutionInput(DOCUMENT)
                .operationName(operation)
                .graphQLContext(Map.of(RequestMeter.class, meter))
                .build();
    }
}
