package io.mutuals.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves requests over HTTP for a single answer, by {@code POST} and, queries, by {@code GET}. {@link AnswerType}
 * negotiates its media type, because Spring's own negotiation does not recognise types with a parameter.
 *
 * <p>Waits for the answer in the (virtual) thread of the request. An asynchronous answer would pass through the
 * container and all filters, Spring Security's among them, a second time.
 */
public class NegotiatingHttpHandler extends GraphQlHttpHandler {

    /** Stands for the address of a GET, whose parameters are long and have been read. */
    private static final URI ADDRESS = URI.create("/graphql");

    private final WebGraphQlHandler graphQl;
    private final JsonMapper json;
    private final IdGenerator ids = new AlternativeJdkIdGenerator();

    /** @param json writes the answers */
    protected NegotiatingHttpHandler(WebGraphQlHandler graphQl, JsonMapper json) {
        super(graphQl);
        this.graphQl = graphQl;
        this.json = json;
    }

    @Override
    public ServerResponse handleRequest(ServerRequest request) throws ServletException {
        return HttpMethod.GET.equals(request.method()) ? handleGet(request) : super.handleRequest(request);
    }

    private ServerResponse handleGet(ServerRequest request) {
        request.attributes().put(QueriesOnly.ATTRIBUTE, true);
        WebGraphQlRequest asked = new WebGraphQlRequest(
                ADDRESS,
                request.headers().asHttpHeaders(),
                null,
                request.remoteAddress().orElse(null),
                request.attributes(),
                QueryParameters.read(request.servletRequest()),
                ids.generateId().toString(),
                null);
        return prepareResponse(request, graphQl.handleRequest(asked));
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        WebGraphQlResponse answer = await(response);
        MediaType type = AnswerType.of(request.servletRequest());
        return ServerResponse.status(selectResponseStatus(answer, type))
                .headers(headers -> headers.putAll(answer.getResponseHeaders()))
                .contentType(type)
                .build((received, reply) -> write(answer, reply));
    }

    /** Writes the answer as a whole: its length is known, and no chunks are needed. */
    private @Nullable ModelAndView write(WebGraphQlResponse answer, HttpServletResponse reply) throws IOException {
        byte[] body = json.writeValueAsBytes(answer.toMap());
        reply.setContentLength(body.length);
        reply.getOutputStream().write(body);
        return null;
    }

    /**
     * Returns the answer to a request, as soon as it is complete.
     *
     * @throws RuntimeException if there is none, in the form in which it was thrown
     */
    protected static WebGraphQlResponse await(Mono<WebGraphQlResponse> response) {
        try {
            return response.toFuture().get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the request was answered", stopped);
        }
    }

    @Override
    protected HttpStatus selectResponseStatus(WebGraphQlResponse response, MediaType type) {
        if (response.getExecutionResult().isDataPresent()) {
            return HttpStatus.OK;
        }
        if (has(response, ErrorCode.PERSISTED_QUERY_NOT_FOUND)) {
            // Clients take another status for a failure of the network.
            return HttpStatus.OK;
        }
        if (has(response, ErrorCode.INTERNAL_ERROR)) {
            return HttpStatus.INTERNAL_SERVER_ERROR;
        }
        boolean tellsByStatus = type.equals(AnswerType.GRAPHQL)
                || has(response, ErrorCode.QUERY_TOO_LARGE)
                || has(response, ErrorCode.BAD_REQUEST)
                || has(response, ErrorCode.DOCUMENT_NOT_TRUSTED);
        return tellsByStatus ? HttpStatus.BAD_REQUEST : HttpStatus.OK;
    }

    private static boolean has(WebGraphQlResponse response, ErrorCode code) {
        return response.getErrors().stream()
                .anyMatch(error -> code.name().equals(error.getExtensions().get("code")));
    }
}
