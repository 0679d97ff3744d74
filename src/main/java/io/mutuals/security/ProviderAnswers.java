package io.mutuals.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
 * Keeps what the OpenID provider answered for a moment. The decoder of tokens asks for the keys anew for each token that names one it does
 * not know, so a client that makes up names would send a request to the provider with each of its own. A provider that cannot be reached
 * is tried again after a second at the soonest. Thread-safe; asks for one address once at a time.
 */
final class ProviderAnswers implements ClientHttpRequestInterceptor {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Duration pause;
    private final LongSupplier nanos;
    private final Map<URI, Address> addresses = new ConcurrentHashMap<>();

    /**
     * @param pause for how long an answer is kept
     * @param nanos a clock such as {@link System#nanoTime}
     */
    ProviderAnswers(Duration pause, LongSupplier nanos) {
        this.pause = pause;
        this.nanos = nanos;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Address address = addresses.computeIfAbsent(request.getURI(), first -> new Address());
        address.lock.lock();
        try {
            return address.answer(request, body, execution);
        } finally {
            address.lock.unlock();
        }
    }

    private final class Address {

        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Kept kept;
        private @Nullable IOException failure;
        private long asked;

        private ClientHttpResponse answer(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
                throws IOException {
            long since = nanos.getAsLong() - asked;
            if (failure != null && since < AFTER_FAILURE.toNanos()) {
                throw new IOException("The provider did not answer a moment ago", failure);
            }
            if (failure == null && kept != null && since < pause.toNanos()) {
                return kept.again();
            }
            try (ClientHttpResponse answer = execution.execute(request, body)) {
                kept = Kept.of(answer);
                failure = kept.status().is2xxSuccessful() ? null : new IOException("HTTP " + kept.status());
                return kept.again();
            } catch (IOException gone) {
                failure = gone;
                throw gone;
            } finally {
                asked = nanos.getAsLong();
            }
        }
    }

    private record Kept(HttpStatusCode status, String text, HttpHeaders headers, String body) {

        static Kept of(ClientHttpResponse answer) throws IOException {
            String body = StreamUtils.copyToString(answer.getBody(), java.nio.charset.StandardCharsets.UTF_8);
            return new Kept(answer.getStatusCode(), answer.getStatusText(), answer.getHeaders(), body);
        }

        ClientHttpResponse again() {
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
                    return new ByteArrayInputStream(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
