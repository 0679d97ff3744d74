package io.mutuals.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a request from the parameters of an address, as GraphQL over HTTP defines them: {@code query} and {@code
 * operationName} as text, {@code variables} and {@code extensions} as JSON; and {@code documentId} and
 * {@code onError} as text.
 */
final class QueryParameters {

    private QueryParameters() {}

    /**
     * Returns the request.
     *
     * @throws RequestException {@link ErrorCode#BAD_REQUEST} if the parameters are none
     */
    static SerializableGraphQlRequest read(HttpServletRequest request) {
        ReadRequest read = new ReadRequest();
        Map<String, Object> extensions = object(request, "extensions");
        String id = text(request, SentDocument.DOCUMENT_ID);
        read.setDocumentId(id);
        read.setOnError(text(request, ErrorBehavior.ON_ERROR));
        read.setExtensions(extensions);
        Map<String, @Nullable Object> variables = new HashMap<>(object(request, "variables"));
        read.setVariables(variables);
        read.setOperationName(text(request, "operationName"));
        String document = text(request, "query");
        if (document != null) {
            read.setQuery(document);
        } else if (id == null && extensions.get(SentDocument.PERSISTED_QUERY) == null) {
            throw refusal("The address needs the parameter query, which holds the document, or documentId.");
        }
        return read.complete();
    }

    private static @Nullable String text(HttpServletRequest request, String name) {
        String[] values = values(request, name);
        if (values == null || values[0].isEmpty()) {
            return null;
        }
        if (values.length > 1) {
            throw refusal("The parameter " + name + " is given more than once.");
        }
        return values[0];
    }

    private static String @Nullable [] values(HttpServletRequest request, String name) {
        try {
            return request.getParameterValues(name);
        } catch (IllegalStateException undecodable) {
            throw refusal("The parameters of the address are not encoded as UTF-8 with percent signs.");
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have text as keys
    private static Map<String, Object> object(HttpServletRequest request, String name) {
        String text = text(request, name);
        if (text == null) {
            return Map.of();
        }
        Object read;
        try {
            read = JsonMapper.shared().readValue(text, Object.class);
        } catch (StreamConstraintsException exceeded) {
            throw refusal(JsonLimits.sentence("The parameter " + name));
        } catch (JacksonException malformed) {
            throw refusal("The parameter " + name + " is not JSON.");
        }
        if (read == null) {
            return Map.of();
        }
        if (!(read instanceof Map)) {
            throw refusal("The parameter " + name + " is not a JSON object.");
        }
        return (Map<String, Object>) read;
    }

    private static RequestException refusal(String message) {
        return new RequestException(ErrorCode.BAD_REQUEST, message);
    }
}
