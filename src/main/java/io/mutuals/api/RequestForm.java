package io.mutuals.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses at the address of the API what is no GraphQL request by its method, its {@code Content-Type} or its {@code Accept}, with a
 * coded error. It runs behind Spring Security: without a token the answer is 401 whatever the form. Preflights and other {@code OPTIONS}
 * carry no token, and are let through to it.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RequestForm extends OncePerRequestFilter {

    private static final String API = "/graphql";
    private static final String POST = "POST";
    private static final String OPTIONS = "OPTIONS";
    private static final List<MediaType> ANSWERS = List.of(
            MediaType.parseMediaType("application/graphql-response+json"),
            MediaType.APPLICATION_JSON,
            MediaType.TEXT_EVENT_STREAM);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !API.equals(request.getServletPath())
                || "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (CorsUtils.isPreFlightRequest(request)) {
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    ErrorCode.FORBIDDEN,
                    "Pages of other origins may not call this API; call it from your own server, or from the same origin.");
        } else if (OPTIONS.equals(request.getMethod())) {
            allow(response);
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } else if (!POST.equals(request.getMethod())) {
            allow(response);
            refuse(request, response, HttpStatus.METHOD_NOT_ALLOWED, "Send GraphQL requests with POST.");
        } else if (!isJson(request.getContentType())) {
            refuse(
                    request,
                    response,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Send the request as JSON, with the header Content-Type: application/json.");
        } else if (!isAnswered(request)) {
            refuse(
                    request,
                    response,
                    HttpStatus.NOT_ACCEPTABLE,
                    "Answers are application/graphql-response+json, application/json or text/event-stream; Accept one of them.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void allow(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ALLOW, POST + ", " + OPTIONS);
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String message)
            throws IOException {
        ErrorBody.write(request, response, status, ErrorCode.BAD_REQUEST, message);
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException noType) {
            return false;
        }
    }

    /** Whether one of the forms that answers have is accepted; without the header every form is. */
    private static boolean isAnswered(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        if (headers.isEmpty()) {
            return true;
        }
        try {
            return MediaType.parseMediaTypes(headers).stream()
                    .filter(accepted -> accepted.getQualityValue() > 0)
                    .anyMatch(accepted -> ANSWERS.stream().anyMatch(accepted::isCompatibleWith));
        } catch (InvalidMediaTypeException noType) {
            return false;
        }
    }
}
