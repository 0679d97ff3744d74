package io.mutuals.api;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.values.InputInterceptor;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Adds a code to the errors that the engine raises outside of fields: of parsing, validation, variables, and nulls
 * where the schema allows none; and bounds them. Covers answers as well as the events of a stream.
 */
@Component
class ErrorCodeInterceptor implements WebGraphQlInterceptor {

    @Override
    @SuppressWarnings("NullAway") // the data of an answer may be null, which its builder does not declare
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        // The engine would translate its messages into some languages that clients accept; ours exist in English only.
        // With an empty name, unlike with none, the engine would run any of several operations.
        request.configureExecutionInput((input, builder) -> builder.locale(Locale.ENGLISH)
                .operationName("".equals(input.getOperationName()) ? null : input.getOperationName())
                .graphQLContext(context -> context.of(InputInterceptor.class, VariableValues.CHECK))
                .build());
        ErrorBehavior behavior = ErrorBehavior.of(request);
        return chain.next(request).map(response -> {
            if (response.getData() instanceof Publisher<?> events) {
                return response.transform(builder -> builder.data(
                        Flux.from(events).cast(ExecutionResult.class).map(event -> told(event, behavior))));
            }
            ExecutionResult result = response.getExecutionResult();
            if (result.getErrors().isEmpty()) {
                return response;
            }
            boolean halted = AnswerErrors.isHalted(result, behavior);
            List<GraphQLError> told = coded(AnswerErrors.told(result.getErrors(), halted));
            return response.transform(builder -> {
                if (halted) {
                    builder.data(null);
                }
                builder.errors(told);
            });
        });
    }

    private static ExecutionResult told(ExecutionResult event, ErrorBehavior behavior) {
        if (event.getErrors().isEmpty()) {
            return event;
        }
        boolean halted = AnswerErrors.isHalted(event, behavior);
        List<GraphQLError> told = coded(AnswerErrors.told(event.getErrors(), halted));
        return event.transform(builder -> (halted ? builder.data(null) : builder).errors(told));
    }

    private static boolean isCoded(GraphQLError error) {
        return error.getExtensions() != null && error.getExtensions().containsKey("code");
    }

    private static List<GraphQLError> coded(List<GraphQLError> errors) {
        return errors.stream().map(ErrorCodeInterceptor::coded).toList();
    }

    private static GraphQLError coded(GraphQLError error) {
        if (isCoded(error)) {
            return error;
        }
        if (error instanceof BadFaithIntrospectionError) {
            return rebuilt(
                    error,
                    ErrorCode.QUERY_TOO_LARGE,
                    "This asks for too much introspection: one request may ask once for __schema or "
                            + "__type, and once for the fields, inputFields, interfaces and possibleTypes of types.",
                    Map.of("limit", "introspection", "maximum", 1));
        }
        ErrorCode code = codeOf(error.getErrorType());
        if (code == ErrorCode.INTERNAL_ERROR) {
            Incident incident = Incident.of(
                    "the field " + error.getPath(), new IllegalStateException(String.valueOf(error.getMessage())));
            return rebuilt(error, code, incident.message(), incident.extensions());
        }
        String message = code == ErrorCode.UNAVAILABLE || error.getMessage() == null
                ? "The answer took too long; please try again in a few seconds."
                : EngineMessage.plain(error.getMessage());
        return rebuilt(error, code, message, Map.of());
    }

    private static GraphQLError rebuilt(GraphQLError error, ErrorCode code, String message, Map<String, ?> more) {
        Map<String, Object> extensions =
                error.getExtensions() == null ? new LinkedHashMap<>() : new LinkedHashMap<>(error.getExtensions());
        extensions.put("code", code.name());
        extensions.putAll(more);
        GraphqlErrorBuilder<?> builder = GraphqlErrorBuilder.newError()
                .message("%s", message)
                .errorType(code)
                .extensions(extensions);
        if (error.getLocations() != null) {
            builder.locations(error.getLocations());
        }
        if (error.getPath() != null && !error.getPath().isEmpty()) {
            builder.path(error.getPath());
        }
        return builder.build();
    }

    /** Returns the code for a classification by the engine or by this service. */
    static ErrorCode codeOf(@Nullable ErrorClassification type) {
        return switch (type) {
            case ErrorCode own -> own;
            case ErrorType.InvalidSyntax -> ErrorCode.GRAPHQL_PARSE_FAILED;
            case ErrorType.ValidationError, ErrorType.OperationNotSupported -> ErrorCode.GRAPHQL_VALIDATION_FAILED;
            case ErrorType.ExecutionAborted -> ErrorCode.UNAVAILABLE;
            case null, default -> ErrorCode.INTERNAL_ERROR;
        };
    }
}
