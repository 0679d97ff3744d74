package io.mutuals.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.StreamUtils;

/**
 * Caches the responses of the OpenID provider for a moment. The token decoder fetches the keys again for each
 * token that names an unknown one, so a client that invents names would cause a request to the provider with each of
 * them. A provider that cannot be reached is retried after a second at the earliest. Thread-safe; sends one request at
 * a time to each address.
 */
final class ProviderResponseCache implements ClientHttpRequestInterceptor {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Duration pause;
    private final LongSupplier nanos;
    private final Map<URI, Address> addresses = new ConcurrentHashMap<>();

    /**
     * @param pause the time for which a response is cached
     * @param nanos a clock such as {@link System#nanoTime}
     */
    ProviderResponseCache(Duration pause, LongSupplier nanos) {
        this.pause = pause;
        this.nanos = nanos;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Address address = addresses.computeIfAbsent(request.getURI(), first -> new Address());
        address.lock.lock();
        try {
            return address.fetch(request, body, execution);
        } finally {
            address.lock.unlock();
        }
    }

    private final class Address {

        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable CachedResponse cached;
        private @Nullable IOException failure;
        private long asked;

        private ClientHttpResponse fetch(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
                throws IOException {
            long since = nanos.getAsLong() - asked;
            if (failure != null && since < AFTER_FAILURE.toNanos()) {
                throw new IOException("The OpenID provider failed a moment ago; it is not asked again yet", failure);
            }
            if (failure == null && cached != null && since < pause.toNanos()) {
                return cached.toResponse();
            }
            try (ClientHttpResponse response = execution.execute(request, body)) {
                cached = CachedResponse.of(response);
                failure = cached.status().is2xxSuccessful()
                        ? null
                        : new IOException("The OpenID provider answered with HTTP " + cached.status());
                return cached.toResponse();
            } catch (IOException gone) {
                failure = gone;
                throw gone;
            } finally {
                asked = nanos.getAsLong();
            }
        }
    }

    private record CachedResponse(HttpStatusCode status, String text, HttpHeaders headers, String body) {

        static CachedResponse of(ClientHttpResponse response) throws IOException {
            String body = StreamUtils.copyToString(response.getBody(), StandardCharsets.UTF_8);
            return new CachedResponse(response.getStatusCode(), response.getStatusText(), response.getHeaders(), body);
        }

        ClientHttpResponse toResponse() {
            return new ClientHttpResponse() {
                @Override
                public HttpStatusCode getStatusCode() {
                    return status;
                }

                @Override
                public String getStatusText() {
                    return text;
                }

                @Override
                public HttpHeaders getHeaders() {
                    return headers;
                }

                @Override
                public InputStream getBody() {
                    return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
