package io.mutuals.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers requests that the container or Spring refused with only a status: the same status and a coded error. */
@Controller
class CodedErrorPage implements ErrorController {

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Tomcat refuses TRACE before anything else, and names all methods that a servlet could take. Spring names GET
        // alone, though it answers HEAD and OPTIONS wherever it answers GET.
        if ("TRACE".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD))
                || "GET".equals(response.getHeader(HttpHeaders.ALLOW))) {
            response.setHeader(
                    HttpHeaders.ALLOW,
                    RequestFormatFilter.allowedAt(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
        }
        // A direct request for this address has no status, and finds nothing.
        Object refused = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        write(request, response, refused instanceof Integer status ? status : HttpStatus.NOT_FOUND.value());
    }

    /** Writes the coded error for an HTTP status; one that is unknown becomes 500. */
    static void write(HttpServletRequest request, HttpServletResponse response, int number) throws IOException {
        HttpStatus status = Objects.requireNonNullElse(HttpStatus.resolve(number), HttpStatus.INTERNAL_SERVER_ERROR);
        ErrorCode code = switch (status) {
            case UNAUTHORIZED -> ErrorCode.UNAUTHENTICATED;
            case FORBIDDEN -> ErrorCode.FORBIDDEN;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            case CONTENT_TOO_LARGE -> ErrorCode.QUERY_TOO_LARGE;
            case TOO_MANY_REQUESTS -> ErrorCode.RATE_LIMITED;
            case SERVICE_UNAVAILABLE -> ErrorCode.UNAVAILABLE;
            default -> status.is5xxServerError() ? ErrorCode.INTERNAL_ERROR : ErrorCode.BAD_REQUEST;
        };
        String message = switch (status) {
            case BAD_REQUEST, REQUEST_HEADER_FIELDS_TOO_LARGE ->
                "The request cannot be read: its headers are too large, or its address or a header is malformed.";
            case METHOD_NOT_ALLOWED -> "This address does not take requests with this method.";
            case UNSUPPORTED_MEDIA_TYPE -> "This address does not take requests of this Content-Type.";
            case NOT_ACCEPTABLE -> "This address has no answer in a form that is accepted.";
            case NOT_FOUND -> "There is nothing at this address.";
            default -> status.is5xxServerError() ? "Something went wrong on our side." : "The request was refused.";
        };
        ErrorBody.write(request, response, status, code, message);
    }
}
