package io.mutuals.api;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads the body of a request to the API. Refuses the body {@code null}, which Spring would accept and fail on later.
 */
@Component
@ConditionalOnWebApplication
class BodyReader implements HttpMessageConverter<SerializableGraphQlRequest> {

    private final JsonMapper json;

    BodyReader(JsonMapper json) {
        this.json = json.rebuild()
                .withCoercionConfig(LogicalType.Textual, textual -> {
                    for (CoercionInputShape other :
                            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
                        textual.setCoercion(other, CoercionAction.Fail);
                    }
                })
                .build();
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType content) {
        return type == SerializableGraphQlRequest.class
                && (content == null || MediaType.APPLICATION_JSON.isCompatibleWith(content));
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType content) {
        return false;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public SerializableGraphQlRequest read(Class<? extends SerializableGraphQlRequest> type, HttpInputMessage input)
            throws IOException {
        ReadRequest request;
        try {
            request = json.readValue(input.getBody(), ReadRequest.class);
        } catch (JacksonException malformed) {
            throw new HttpMessageNotReadableException("The body is not a GraphQL request", malformed, input);
        }
        if (request == null) {
            throw new HttpMessageNotReadableException("The body is null", input);
        }
        return request.complete();
    }

    @Override
    public void write(SerializableGraphQlRequest request, @Nullable MediaType content, HttpOutputMessage output) {
        throw new HttpMessageNotWritableException("Requests are read, never written");
    }
}
