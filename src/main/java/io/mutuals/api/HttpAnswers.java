package io.mutuals.api;

import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Answers requests over HTTP that ask for one answer. The media type is chosen by {@link AnswerType}: Spring's own choice does not know a
 * type that carries a parameter.
 */
public class HttpAnswers extends GraphQlHttpHandler {

    protected HttpAnswers(WebGraphQlHandler graphQl) {
        super(graphQl);
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        MediaType type = AnswerType.of(request.servletRequest());
        return ServerResponse.async(response.map(answer -> ServerResponse.status(selectResponseStatus(answer, type))
                        .headers(headers -> headers.putAll(answer.getResponseHeaders()))
                        .contentType(type)
                        .body(answer.toMap()))
                .toFuture());
    }

    @Override
    protected HttpStatus selectResponseStatus(WebGraphQlResponse response, MediaType type) {
        if (response.getExecutionResult().isDataPresent()) {
            return HttpStatus.OK;
        }
        if (has(response, ErrorCode.INTERNAL_ERROR)) {
            return HttpStatus.INTERNAL_SERVER_ERROR;
        }
        boolean tellsByStatus = type.equals(AnswerType.GRAPHQL) || has(response, ErrorCode.QUERY_TOO_LARGE);
        return tellsByStatus ? HttpStatus.BAD_REQUEST : HttpStatus.OK;
    }

    private static boolean has(WebGraphQlResponse response, ErrorCode code) {
        return response.getErrors().stream()
                .anyMatch(error -> code.name().equals(error.getExtensions().get("code")));
    }
}
