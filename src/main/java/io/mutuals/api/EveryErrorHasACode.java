package io.mutuals.api;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Codes the errors that the engine raises before or beside any field: parsing, validation, variables, nulls where none may be. */
@Component
class EveryErrorHasACode implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return chain.next(request).map(response -> {
            if (response.getErrors().stream().allMatch(EveryErrorHasACode::isCoded)) {
                return response;
            }
            List<GraphQLError> coded =
                    response.getErrors().stream().map(EveryErrorHasACode::coded).toList();
            return response.transform(builder -> builder.errors(coded));
        });
    }

    private static boolean isCoded(ResponseError error) {
        return error.getExtensions().containsKey("code");
    }

    private static GraphQLError coded(ResponseError error) {
        ErrorCode code = codeOf(error);
        Map<String, Object> extensions = new LinkedHashMap<>(error.getExtensions());
        extensions.putIfAbsent("code", code.name());
        String message = error.getMessage() == null || code == ErrorCode.INTERNAL_ERROR
                ? "Something went wrong on our side."
                : error.getMessage();
        GraphqlErrorBuilder<?> builder = GraphqlErrorBuilder.newError()
                .message("%s", isCoded(error) ? error.getMessage() : message)
                .errorType(isCoded(error) ? error.getErrorType() : code)
                .locations(error.getLocations())
                .extensions(extensions);
        if (!error.getParsedPath().isEmpty()) {
            builder.path(error.getParsedPath());
        }
        return builder.build();
    }

    private static ErrorCode codeOf(ResponseError error) {
        return switch (error.getErrorType()) {
            case ErrorType.InvalidSyntax -> ErrorCode.GRAPHQL_PARSE_FAILED;
            case ErrorType.ValidationError, ErrorType.OperationNotSupported -> ErrorCode.GRAPHQL_VALIDATION_FAILED;
            default -> ErrorCode.INTERNAL_ERROR;
        };
    }
}
