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
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Answers a request to the API that ended in an exception: 400 if its body was not a GraphQL request, the status of the
 * exception if Spring refused the request, and 500 with an incident otherwise, which is a defect of the server. {@link
 * RequestFormatFilter} has refused wrong methods and headers before.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestFailureResolver implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(RequestFailureResolver.class);

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (!request.getRequestURI().endsWith("/graphql")) {
            return null;
        }
        if (response.isCommitted() || thrown instanceof AsyncRequestNotUsableException) {
            log.debug("The client went away while it was answered", thrown);
            return new ModelAndView();
        }
        try {
            HttpStatus refusal = refusal(thrown);
            if (thrown instanceof RequestException untold && untold.code() == ErrorCode.BAD_REQUEST) {
                ErrorBody.write(request, response, HttpStatus.BAD_REQUEST, untold.code(), untold.text());
            } else if (refusal == null) {
                Incident incident = Incident.of("a request", thrown);
                ErrorBody.write(
                        request, response, HttpStatus.INTERNAL_SERVER_ERROR, incident.message(), incident.extensions());
            } else {
                log.debug("Refused a request that is not a GraphQL request", thrown);
                ErrorBody.write(request, response, refusal, ErrorCode.BAD_REQUEST, sentence(refusal, thrown));
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return new ModelAndView();
    }

    /** The status for what is wrong with the request itself; null for anything that is not the client's fault. */
    private static @Nullable HttpStatus refusal(Exception thrown) {
        if (thrown instanceof HttpMessageNotReadableException) {
            return HttpStatus.BAD_REQUEST;
        }
        HttpStatus status = thrown instanceof ErrorResponse refused
                ? HttpStatus.resolve(refused.getStatusCode().value())
                : null;
        return status != null && status.is4xxClientError() ? status : null;
    }

    private static String sentence(HttpStatus refusal, Exception thrown) {
        if (thrown instanceof HttpMessageNotReadableException unread
                && unread.contains(StreamConstraintsException.class)) {
            return JsonLimits.sentence("The body");
        }
        return refusal == HttpStatus.BAD_REQUEST
                ? "The body must be one JSON object with a \"query\" and, if need be, \"variables\" and "
                        + "\"operationName\"."
                : "The API does not answer requests of this kind.";
    }
}
