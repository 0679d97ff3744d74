package io.mutuals.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers whatever is posted to the API but is not a GraphQL request. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BadRequests implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(BadRequests.class);

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (!request.getRequestURI().endsWith("/graphql") || thrown instanceof HttpMediaTypeException) {
            return null;
        }
        if (response.isCommitted()) {
            log.debug("The client went away while it was answered", thrown);
            return new ModelAndView();
        }
        log.debug("Refused a body that is not a request", thrown);
        try {
            ErrorBody.write(
                    response,
                    HttpStatus.BAD_REQUEST,
                    ErrorCode.BAD_REQUEST,
                    "The body must be one JSON object with a \"query\" and, if need be, \"variables\" and \"operationName\".");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return new ModelAndView();
    }
}
