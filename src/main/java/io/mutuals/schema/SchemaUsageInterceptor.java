package io.mutuals.schema;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import io.mutuals.document.ClientApp;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Has the requests of clients counted once their documents are found to fit the schema: those of a sample, of all
 * transports. A subscription counts when it begins.
 */
@Component
class SchemaUsageInterceptor extends SimplePerformantInstrumentation implements WebGraphQlInterceptor {

    private final SchemaUsageCounter counter;
    private final double sample;
    private final DoubleSupplier random;

    @Autowired
    SchemaUsageInterceptor(SchemaUsageCounter counter, SchemaUsageProperties properties) {
        this(counter, properties.sample(), () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param random gives numbers from 0 to 1, without 1 */
    SchemaUsageInterceptor(SchemaUsageCounter counter, double sample, DoubleSupplier random) {
        this.counter = counter;
        this.sample = sample;
        this.random = random;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (sample > 0 && (sample >= 1 || random.getAsDouble() < sample)) {
            ClientApp app = ClientApp.of(request.getHeaders());
            request.configureExecutionInput((input, builder) -> {
                input.getGraphQLContext().put(ClientApp.class, app);
                return input;
            });
        }
        return chain.next(request);
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        ClientApp app = context.getGraphQLContext().get(ClientApp.class);
        if (app != null) {
            counter.count(context, app);
        }
        return SimpleInstrumentationContext.noOp();
    }
}
