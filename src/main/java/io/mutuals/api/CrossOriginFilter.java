package io.mutuals.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells browsers which pages of other origins may call the API. It runs before everything else that may refuse a
 * request, so that such pages can read refusals too, and answers preflights itself, which carry no token.
 *
 * <p>A request from an origin that is not allowed is answered as any other, without the headers that would let the
 * page read the answer: apps that are no web pages send origins as well, and no page can send a token without a
 * preflight.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CrossOriginFilter extends OncePerRequestFilter {

    private final AllowedOrigins origins;
    private final Processor processor = new Processor();

    CrossOriginFilter(AllowedOrigins origins) {
        this.origins = origins;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !RequestFormatFilter.isApi(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (CorsUtils.isPreFlightRequest(request)) {
            answerPreflight(request, response);
            return;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && origins.rules().checkOrigin(origin) != null) {
            processor.processRequest(origins.rules(), request, response);
        } else if (origins.any()) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        chain.doFilter(request, response);
    }

    private void answerPreflight(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (processor.processRequest(origins.rules(), request, response)) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } else {
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    ErrorCode.FORBIDDEN,
                    "Pages of this origin may not call this API with this method; its operator can allow the origin. "
                            + "Or call it from your own server, or from the same origin.");
        }
    }

    /** Leaves it to the filter to write refusals. */
    private static final class Processor extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // The filter writes the answer.
        }
    }
}
