package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerErrorException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Only faults of the request itself are reported as bad requests. */
@SideBySide
class RequestFailureResolverTest {

    private final RequestFailureResolver resolver = new RequestFailureResolver();

    @Test
    void aBodyThatIsNotARequestIsABadRequest() {
        isRefused(new ServerWebInputException("No 'query'"), 400);
        isRefused(new HttpMessageNotReadableException("no JSON", new MockHttpInputMessage(new byte[0])), 400);
    }

    @Test
    void anUnsupportedTypeOrMethodHasItsOwnStatus() {
        isRefused(new HttpMediaTypeNotSupportedException("application/graphql"), 415);
        isRefused(new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON)), 406);
        isRefused(new NotAcceptableStatusException("Could not parse Accept header"), 406);
        isRefused(new HttpRequestMethodNotSupportedException(HttpMethod.PUT.name()), 405);
    }

    @Test
    void anyOtherExceptionIsAnIncident() {
        for (Exception ours : List.of(
                new NullPointerException("variable"),
                new IllegalStateException("Neo4j"),
                new IllegalArgumentException("no such"),
                new graphql.AssertException("Should have been validated before"),
                new HttpMessageNotWritableException("surrogate"),
                new ServerErrorException("failed", (Throwable) null),
                new java.util.concurrent.CompletionException(new ServerWebInputException("deep inside")))) {
            MockHttpServletResponse response = resolved(ours);
            assertThat(response.getStatus()).as(ours.toString()).isEqualTo(500);
            JsonNode error = error(response);
            assertThat(error.at("/extensions/code").asString()).isEqualTo("INTERNAL_ERROR");
            assertThat(error.path("message").asString())
                    .contains(error.at("/extensions/incident").asString())
                    .doesNotContain("body", String.valueOf(ours.getMessage()));
        }
    }

    @Test
    void aClientThatHasGoneIsSentNothing() {
        assertThat(written(resolved(new AsyncRequestNotUsableException("gone"))))
                .isEmpty();
    }

    @Test
    void otherAddressesAreLeftToOtherResolvers() {
        assertThat(resolver.resolveException(
                        new MockHttpServletRequest("GET", "/lab"),
                        new MockHttpServletResponse(),
                        null,
                        new IllegalStateException()))
                .isNull();
    }

    private void isRefused(Exception thrown, int status) {
        MockHttpServletResponse response = resolved(thrown);
        assertThat(response.getStatus()).isEqualTo(status);
        JsonNode error = error(response);
        assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_REQUEST");
        assertThat(error.path("extensions").has("incident")).isFalse();
        assertThat(error.path("message").asString()).isNotBlank();
    }

    private MockHttpServletResponse resolved(Exception thrown) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/graphql");
        request.addHeader("Accept", "application/graphql-response+json; charset=utf-8");
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(resolver.resolveException(request, response, null, thrown)).isNotNull();
        return response;
    }

    private static JsonNode error(MockHttpServletResponse response) {
        assertThat(response.getContentType()).startsWith("application/graphql-response+json");
        return JsonMapper.shared().readTree(written(response)).at("/errors/0");
    }

    private static String written(MockHttpServletResponse response) {
        try {
            return response.getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
