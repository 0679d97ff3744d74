package io.mutuals.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The media type of an answer that is no stream, chosen by what a client accepts as GraphQL over HTTP asks: the one of higher quality,
 * of equals the one that is named first, and {@code application/json} where neither is named. Parameters such as {@code charset} do not
 * count.
 */
public final class AnswerType {

    /** The type in which a status other than 200 is part of the answer. */
    public static final MediaType GRAPHQL = MediaType.parseMediaType("application/graphql-response+json");

    private AnswerType() {}

    /** Chooses for a request by its header {@code Accept}; an unreadable header accepts anything. */
    public static MediaType of(HttpServletRequest request) {
        try {
            return of(MediaType.parseMediaTypes(Collections.list(Objects.requireNonNullElse(
                    request.getHeaders(HttpHeaders.ACCEPT), Collections.emptyEnumeration()))));
        } catch (InvalidMediaTypeException unreadable) {
            return MediaType.APPLICATION_JSON;
        }
    }

    static MediaType of(List<MediaType> accepted) {
        MediaType graphQl = named(accepted, GRAPHQL);
        MediaType json = named(accepted, MediaType.APPLICATION_JSON);
        if (graphQl == null) {
            return MediaType.APPLICATION_JSON;
        }
        if (json == null || graphQl.getQualityValue() > json.getQualityValue()) {
            return GRAPHQL;
        }
        boolean equal = graphQl.getQualityValue() == json.getQualityValue();
        return equal && accepted.indexOf(graphQl) < accepted.indexOf(json) ? GRAPHQL : MediaType.APPLICATION_JSON;
    }

    private static @Nullable MediaType named(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(type::equalsTypeAndSubtype)
                .filter(named -> named.getQualityValue() > 0)
                .findFirst()
                .orElse(null);
    }
}
