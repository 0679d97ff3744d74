package io.mutuals.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Reads the token of a well-formed {@code Authorization} header in one pass. Every other header is left to Spring
 * Security, which matches it with a regular expression.
 */
final class HeaderTokenResolver implements BearerTokenResolver {

    private static final String SCHEME = "Bearer ";

    private final BearerTokenResolver other = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && isWellFormed(header) ? header.substring(SCHEME.length()) : other.resolve(request);
    }

    private static boolean isWellFormed(String header) {
        if (!header.startsWith(SCHEME)) {
            return false;
        }
        int end = header.length();
        while (end > SCHEME.length() && header.charAt(end - 1) == '=') {
            end--;
        }
        for (int at = SCHEME.length(); at < end; at++) {
            char each = header.charAt(at);
            boolean allowed = (each >= 'a' && each <= 'z')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= '0' && each <= '9')
                    || "-._~+/".indexOf(each) >= 0;
            if (!allowed) {
                return false;
            }
        }
        return end > SCHEME.length();
    }
}
