package io.mutuals.document;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestErrors;
import io.mutuals.api.RequestException;
import io.mutuals.api.SentDocument;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.security.SignIn;
import io.mutuals.security.Viewers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds the document of a request that has only a key of it, on every transport, and decides by the {@link
 * DocumentMode} which documents run. The document of a request that has a hash and the text is kept under the hash,
 * once it has been run without a complaint about the document: automatic persisted queries, as Apollo's clients and
 * urql speak them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class DocumentInterceptor implements WebGraphQlInterceptor {

    private static final Logger log = LoggerFactory.getLogger(DocumentInterceptor.class);

    private final KnownTexts texts;
    private final FreeDocuments free;
    private final ActionLimits limits;
    private final Viewers viewers;
    private final DocumentProperties properties;

    DocumentInterceptor(
            KnownTexts texts, FreeDocuments free, ActionLimits limits, Viewers viewers, DocumentProperties properties) {
        this.texts = texts;
        this.free = free;
        this.limits = limits;
        this.viewers = viewers;
        this.properties = properties;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        SentDocument sent = SentDocument.of(request);
        try {
            return properties.mode() == DocumentMode.OPEN
                    ? runAny(sent, request, chain)
                    : runByMode(sent, request, chain);
        } catch (RequestException refused) {
            return Mono.just(RequestErrors.refusal(request, refused));
        }
    }

    private Mono<WebGraphQlResponse> runByMode(SentDocument sent, WebGraphQlRequest request, Chain chain) {
        String trusted = sent.key() == null ? null : texts.trusted(sent.key());
        if (trusted != null && (sent.text() == null || sent.text().equals(trusted))) {
            return run(trusted, request, chain);
        }
        if (properties.mode() == DocumentMode.LOGGED) {
            Mono<WebGraphQlResponse> response = runAny(sent, request, chain);
            free.count(request);
            return response;
        }
        if (!properties.isExempt(SignIn.of(request))) {
            throw new RequestException(
                    ErrorCode.DOCUMENT_NOT_TRUSTED,
                    "Only registered documents are answered: send the id of one. "
                            + "Register yours with registerDocuments.");
        }
        // What others may not ask for must not reach them by a shared cache.
        return runAny(sent, request, chain)
                .doOnNext(response -> response.getResponseHeaders().setCacheControl(CacheControl.noStore()));
    }

    private Mono<WebGraphQlResponse> runAny(SentDocument sent, WebGraphQlRequest request, Chain chain) {
        if (sent.text() == null) {
            return run(known(sent.key()), request, chain);
        }
        return sent.key() == null || !sent.isHash()
                ? chain.next(request)
                : runAndPersist(sent.text(), sent.key(), request, chain);
    }

    private String known(@Nullable String key) {
        if (key == null) {
            // Clients recognise this message, send the document, and send no key again.
            throw new RequestException(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported");
        }
        String known = texts.any(key);
        if (known == null) {
            // Clients recognise this message too, and send the document with its hash.
            throw new RequestException(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound");
        }
        return known;
    }

    private static Mono<WebGraphQlResponse> run(String text, WebGraphQlRequest request, Chain chain) {
        request.configureExecutionInput((input, builder) -> builder.query(text).build());
        return chain.next(request);
    }

    private Mono<WebGraphQlResponse> runAndPersist(String text, String hash, WebGraphQlRequest request, Chain chain) {
        String sha256 = hash.toLowerCase(Locale.ROOT);
        if (!PersistedDocuments.hash(text).equals(sha256)) {
            throw new RequestException(
                    ErrorCode.BAD_REQUEST, "The hash of the persisted query is not the SHA-256 of the document.");
        }
        SignIn signIn = SignIn.of(request);
        return chain.next(request).doOnNext(response -> {
            if (signIn != null && response.getExecutionResult().isDataPresent()) {
                texts.persist(sha256, text, () -> mayAdd(signIn));
            }
        });
    }

    /** Keeps one client from displacing the documents of all others. */
    private boolean mayAdd(SignIn signIn) {
        try {
            return limits.refusedUntil(ActionLimit.PERSIST_DOCUMENT, viewers.payer(signIn), 1) == null;
        } catch (RequestException untold) {
            log.debug("A document was not kept", untold);
            return false;
        }
    }
}
