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
 * Negotiates the media type of an answer that is not a stream, as GraphQL over HTTP asks: of
 * {@code application/graphql-response+json} and {@code application/json} the one that the client accepts with the
 * higher quality, the one named first if the qualities are equal, and {@code application/json} if neither is named,
 * unless it is excluded. Parameters such as {@code charset} do not count.
 */
public final class AnswerType {

    /** The media type of GraphQL answers whose HTTP status may be other than 200. */
    public static final MediaType GRAPHQL = MediaType.parseMediaType("application/graphql-response+json");

    private static final List<MediaType> SINGLE = List.of(GRAPHQL, MediaType.APPLICATION_JSON);
    private static final List<MediaType> ALL =
            List.of(GRAPHQL, MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM);

    private AnswerType() {}

    /**
     * Returns whether a request accepts a media type of answers, streams included. Without the header {@code Accept} it
     * accepts all, with an unreadable one none.
     */
    static boolean isAcceptedBy(HttpServletRequest request) {
        return isAcceptedBy(request, ALL);
    }

    /** Likewise, without streams. */
    static boolean isSingleAcceptedBy(HttpServletRequest request) {
        return isAcceptedBy(request, SINGLE);
    }

    private static boolean isAcceptedBy(HttpServletRequest request, List<MediaType> types) {
        try {
            List<MediaType> accepted = accepted(request);
            return accepted.isEmpty()
                    || accepted.stream()
                            .filter(type -> type.getQualityValue() > 0)
                            .anyMatch(type -> types.stream().anyMatch(type::isCompatibleWith));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** Returns the type for a request by its header {@code Accept}. An unreadable header accepts anything. */
    public static MediaType of(HttpServletRequest request) {
        try {
            return of(accepted(request));
        } catch (InvalidMediaTypeException unreadable) {
            return MediaType.APPLICATION_JSON;
        }
    }

    private static List<MediaType> accepted(HttpServletRequest request) {
        return MediaType.parseMediaTypes(Collections.list(
                Objects.requireNonNullElse(request.getHeaders(HttpHeaders.ACCEPT), Collections.emptyEnumeration())));
    }

    private static MediaType of(List<MediaType> accepted) {
        MediaType graphQl = named(accepted, GRAPHQL);
        MediaType json = named(accepted, MediaType.APPLICATION_JSON);
        if (graphQl == null) {
            return isJsonExcluded(accepted) ? GRAPHQL : MediaType.APPLICATION_JSON;
        }
        if (json == null || graphQl.getQualityValue() > json.getQualityValue()) {
            return GRAPHQL;
        }
        boolean equal = graphQl.getQualityValue() == json.getQualityValue();
        return equal && accepted.indexOf(graphQl) < accepted.indexOf(json) ? GRAPHQL : MediaType.APPLICATION_JSON;
    }

    private static boolean isJsonExcluded(List<MediaType> accepted) {
        return accepted.stream()
                .anyMatch(type -> MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type) && type.getQualityValue() == 0);
    }

    private static @Nullable MediaType named(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(type::equalsTypeAndSubtype)
                .filter(named -> named.getQualityValue() > 0)
                .findFirst()
                .orElse(null);
    }
}
