package io.mutuals.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses, at the address of the API, requests whose method, {@code Content-Type} or {@code Accept} is not that of
 * GraphQL over HTTP, with a coded error, and every request at the address of the API with a slash at its end. It runs
 * after Spring Security: without a token the status is 401 in any case. {@code OPTIONS} carry no token, and pass Spring
 * Security without one.
 *
 * <p>Also refuses what a form, a link or an image could send: a body of their types, and a {@code GET} that a browser
 * made for one of them. They could carry no token, unless a proxy adds one.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RequestFormatFilter extends OncePerRequestFilter {

    private static final String API = "/graphql";
    private static final String WITH_SLASH = API + "/";
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String OPTIONS = "OPTIONS";

    /** The methods by which a mutation or subscription may be sent, as the header {@code Allow} names them. */
    static final String ALLOWED_TO_CHANGE = POST + ", " + OPTIONS;

    /** The modes of requests that a script made by {@code fetch}, of which the browser asks for a preflight. */
    private static final Set<String> FETCHES = Set.of("cors", "same-origin");

    private static final String UNACCEPTABLE =
            "Answers are application/graphql-response+json, application/json or text/event-stream; "
                    + "Accept one of them.";

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
        } else if (OPTIONS.equals(request.getMethod())) {
            allow(response);
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } else if (GET.equals(request.getMethod())) {
            doFilterGet(request, response, chain);
        } else if (!POST.equals(request.getMethod())) {
            allow(response);
            refuse(
                    request,
                    response,
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "Send GraphQL requests with POST, or queries with GET. Each stream has a connection of its own: "
                            + "there is no single connection mode for server-sent events.");
        } else if (!isJson(request.getContentType())) {
            refuse(
                    request,
                    response,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Send the request as JSON, with the header Content-Type: application/json.");
        } else if (!AnswerType.isAcceptedBy(request)) {
            refuse(request, response, HttpStatus.NOT_ACCEPTABLE, UNACCEPTABLE);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void doFilterGet(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null && !FETCHES.contains(mode)) {
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    ErrorCode.FORBIDDEN,
                    "A form, link or image may not call the API. Call it with fetch, and with a header that a form "
                            + "cannot send: Authorization, or apollo-require-preflight if a proxy adds the token.");
        } else if (!AnswerType.isAcceptedBy(request)) {
            refuse(request, response, HttpStatus.NOT_ACCEPTABLE, UNACCEPTABLE);
        } else if (!AnswerType.isSingleAcceptedBy(request)) {
            response.setHeader(HttpHeaders.ALLOW, ALLOWED_TO_CHANGE);
            refuse(request, response, HttpStatus.METHOD_NOT_ALLOWED, "Open event streams with POST.");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Returns whether a path is that of the API, or of what belongs to it. */
    static boolean isApi(String path) {
        return path.startsWith(API) && (path.length() == API.length() || path.charAt(API.length()) == '/');
    }

    /** Returns the value of the header {@code Allow} for an address. All but the API's are pages and figures. */
    static String allowedAt(@Nullable Object path) {
        return API.equals(path) ? "GET, " + ALLOWED_TO_CHANGE : "GET, HEAD, " + OPTIONS;
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
