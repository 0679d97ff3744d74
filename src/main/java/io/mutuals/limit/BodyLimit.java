package io.mutuals.limit;

import io.mutuals.api.ErrorBody;
import io.mutuals.api.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses request bodies that are too large: before reading them if their length is declared, and otherwise as soon as
 * the limit is exceeded.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimit extends OncePerRequestFilter {

    private final long max;

    BodyLimit(LimitProperties limits) {
        this.max = limits.body().toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > max) {
            refuse(
                    request,
                    response,
                    Map.of(
                            "code",
                            ErrorCode.QUERY_TOO_LARGE.name(),
                            "limit",
                            "body",
                            "asked",
                            request.getContentLengthLong(),
                            "maximum",
                            max));
        } else if (request.getContentLengthLong() < 0 && "POST".equals(request.getMethod())) {
            byte[] body = request.getInputStream().readNBytes(Math.toIntExact(max) + 1);
            if (body.length > max) {
                refuse(
                        request,
                        response,
                        Map.of("code", ErrorCode.QUERY_TOO_LARGE.name(), "limit", "body", "maximum", max));
            } else {
                chain.doFilter(new ReadBody(request, body), response);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Map<String, ?> extensions)
            throws IOException {
        ErrorBody.write(
                request,
                response,
                HttpStatus.CONTENT_TOO_LARGE,
                "The body is too large: at most " + max + " bytes are read.",
                extensions);
    }

    /** A request whose body has already been read. */
    private static final class ReadBody extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int from, int max) {
                    return bytes.read(into, from, max);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body has already been read");
                }
            };
        }
    }
}
