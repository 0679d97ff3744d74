package io.mutuals.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
 * Refuses, at the address of the API, requests whose method, {@code Content-Type} or {@code Accept} is not that of
 * GraphQL over HTTP, with a coded error, and every request at the address of the API with a slash at its end. It runs
 * after Spring Security: without a token the status is 401 in any case. Preflights and other {@code OPTIONS} carry no
 * token, and pass Spring Security without one.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RequestFormatFilter extends OncePerRequestFilter {

    private static final String API = "/graphql";
    private static final String WITH_SLASH = API + "/";
    private static final String POST = "POST";
    private static final String OPTIONS = "OPTIONS";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !WITH_SLASH.equals(request.getServletPath())
                && (!API.equals(request.getServletPath())
                        || "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE)));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (WITH_SLASH.equals(request.getServletPath())) {
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.NOT_FOUND,
                    ErrorCode.NOT_FOUND,
                    "There is nothing at /graphql/; the API is at /graphql, without the slash at the end.");
        } else if (CorsUtils.isPreFlightRequest(request)) {
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    ErrorCode.FORBIDDEN,
                    "Pages of other origins may not call this API; call it from your own server, "
                            + "or from the same origin.");
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
        } else if (!AnswerType.isAcceptedBy(request)) {
            refuse(
                    request,
                    response,
                    HttpStatus.NOT_ACCEPTABLE,
                    "Answers are application/graphql-response+json, application/json or text/event-stream; "
                            + "Accept one of them.");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Returns the value of the header {@code Allow} for an address. All but the API's are pages and figures. */
    static String allowedAt(@Nullable Object path) {
        return API.equals(path) ? POST + ", " + OPTIONS : "GET, HEAD, " + OPTIONS;
    }

    private static void allow(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ALLOW, allowedAt(API));
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
        } catch (InvalidMediaTypeException invalid) {
            return false;
        }
    }
}
