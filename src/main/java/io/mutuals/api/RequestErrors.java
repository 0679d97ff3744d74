package io.mutuals.api;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns whatever a field throws into a coded error that tells nothing of our inside. */
@Component
class RequestErrors implements DataFetcherExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(RequestErrors.class);

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment environment) {
        return Mono.just(List.of(error(thrown, environment)));
    }

    private static GraphQLError error(Throwable thrown, DataFetchingEnvironment environment) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RequestException request) {
            return GraphqlErrorBuilder.newError(environment)
                    .errorType(request.code())
                    .message("%s", request.text())
                    .extensions(Map.of("code", request.code().name()))
                    .build();
        }
        String incident = UUID.randomUUID().toString();
        log.error(
                "Incident {}: the field {} failed",
                incident,
                environment.getExecutionStepInfo().getPath(),
                cause);
        return GraphqlErrorBuilder.newError(environment)
                .errorType(ErrorCode.INTERNAL_ERROR)
                .message("Something went wrong on our side. Incident " + incident + ".")
                .extensions(Map.of("code", ErrorCode.INTERNAL_ERROR.name(), "incident", incident))
                .build();
    }
}
