package io.mutuals.api;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.ResultPath;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns exceptions of fields and streams into coded errors that reveal nothing of the implementation. */
@Component
public class RequestErrors implements DataFetcherExceptionResolver, SubscriptionExceptionResolver {

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment environment) {
        String where = "the field " + environment.getExecutionStepInfo().getPath();
        return Mono.just(List.of(error(thrown, where, GraphqlErrorBuilder.newError(environment))));
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        return Mono.just(of(thrown));
    }

    /** Returns the errors for a client whose operation ended with {@code thrown}. */
    public static List<GraphQLError> of(Throwable thrown) {
        if (thrown instanceof SubscriptionPublisherException told) {
            return told.getErrors();
        }
        return List.of(error(thrown, "a stream", GraphqlErrorBuilder.newError()));
    }

    /** Returns the error of one item of a list, for fields that answer the other items. */
    public static GraphQLError of(RequestException failure, DataFetchingEnvironment environment, int index) {
        ResultPath path = environment.getExecutionStepInfo().getPath().segment(index);
        return error(
                failure,
                "the field " + path,
                GraphqlErrorBuilder.newError(environment).path(path));
    }

    /** Returns the answer to a request that is refused before it is executed. */
    public static WebGraphQlResponse refusal(WebGraphQlRequest request, RequestException why) {
        ExecutionResult result = ExecutionResult.newExecutionResult()
                .errors(List.of(error(why, "a request", GraphqlErrorBuilder.newError())))
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
    }

    private static GraphQLError error(Throwable thrown, String where, GraphqlErrorBuilder<?> error) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RequestException request) {
            return error.errorType(request.code())
                    .message("%s", request.text())
                    .extensions(Map.of("code", request.code().name()))
                    .build();
        }
        if (cause instanceof AbortExecutionException || cause instanceof CancellationException) {
            // The client has left, or the deadline has passed: nothing is wrong with the field that was being read.
            return error.errorType(ErrorCode.UNAVAILABLE)
                    .message("The answer took too long; please try again in a few seconds.")
                    .extensions(Map.of("code", ErrorCode.UNAVAILABLE.name()))
                    .build();
        }
        if (cause instanceof GraphQLError refused && refused.getErrorType() == ErrorType.ValidationError) {
            return error.errorType(ErrorCode.GRAPHQL_VALIDATION_FAILED)
                    .message("%s", EngineMessage.plain(String.valueOf(refused.getMessage())))
                    .extensions(Map.of("code", ErrorCode.GRAPHQL_VALIDATION_FAILED.name()))
                    .build();
        }
        Incident incident = Incident.of(where, cause);
        return error.errorType(ErrorCode.INTERNAL_ERROR)
                .message("%s", incident.message())
                .extensions(incident.extensions())
                .build();
    }
}
