package io.mutuals.api;

import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import graphql.execution.preparsed.persisted.PersistedQuerySupport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers clients that send the hash of a document in place of the document: persisted queries are not supported. The
 * clients of Apollo and urql recognise the message and the code, send the document, and send no hash again.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class PersistedQueries implements WebGraphQlInterceptor {

    /** The marker for the missing document. */
    private static final String NO_DOCUMENT = PersistedQuerySupport.PERSISTED_QUERY_MARKER;

    /** The extension of a request that holds the hash. */
    static final String EXTENSION = "persistedQuery";

    private static final String QUERY = "query";

    /** Returns {@code body} with a marker as its document if it has only a hash, and unchanged otherwise. */
    public static Map<String, Object> asRequest(Map<String, Object> body) {
        Object query = body.get(QUERY);
        boolean hashAlone = (query == null || (query instanceof String text && text.isBlank()))
                && body.get("extensions") instanceof Map<?, ?> extensions
                && extensions.get(EXTENSION) != null;
        if (!hashAlone) {
            return body;
        }
        Map<String, Object> marked = new HashMap<>(body);
        marked.put(QUERY, NO_DOCUMENT);
        return marked;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        String document = request.getDocument();
        boolean hashAlone = (document.isBlank() || document.equals(NO_DOCUMENT))
                && request.getExtensions().get(EXTENSION) != null;
        return hashAlone ? Mono.fromSupplier(() -> unsupported(request)) : chain.next(request);
    }

    private static WebGraphQlResponse unsupported(WebGraphQlRequest request) {
        var error = GraphqlErrorBuilder.newError()
                .errorType(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED)
                .message("PersistedQueryNotSupported")
                .extensions(Map.of("code", ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED.name()))
                .build();
        ExecutionResult result =
                ExecutionResult.newExecutionResult().errors(List.of(error)).build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
    }
}
