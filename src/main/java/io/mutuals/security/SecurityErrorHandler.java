package io.mutuals.security;

import io.mutuals.api.ErrorBody;
import io.mutuals.api.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers requests that Spring Security refuses, in the format of every other error. */
final class SecurityErrorHandler implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Logger log = LoggerFactory.getLogger(SecurityErrorHandler.class);
    private static final String RETRY_SECONDS = "5";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (reason instanceof AuthenticationServiceException) {
            log.warn("A token could not be checked: the OpenID provider's keys are unavailable", reason);
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.UNAVAILABLE,
                    "Tokens cannot be checked for the moment; please try again in a few seconds.");
            return;
        }
        boolean badToken = reason instanceof OAuth2AuthenticationException;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, badToken ? "Bearer error=\"invalid_token\"" : "Bearer");
        String message = badToken
                ? "The token is expired, forged or not for this service; please sign in again."
                : "Please sign in: send a token in the header Authorization: Bearer ….";
        ErrorBody.write(request, response, HttpStatus.UNAUTHORIZED, ErrorCode.UNAUTHENTICATED, message);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        ErrorBody.write(request, response, HttpStatus.FORBIDDEN, ErrorCode.FORBIDDEN, "Your roles do not allow this.");
    }
}
