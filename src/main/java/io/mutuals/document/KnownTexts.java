package io.mutuals.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The texts of documents by their keys, from memory and from where all replicas find them. The same key always gives
 * the same object, so that further caches by text neither hash nor compare it again. Thread-safe; may block.
 */
@Component
class KnownTexts {

    /** The total length of the texts in memory, of each kind. */
    private static final long KEPT_CHARACTERS = 2_000_000;

    /** How long a document may be registered already, and not known to a replica that was asked for it before. */
    private static final Duration ABSENT_FOR = Duration.ofSeconds(2);

    private static final long MOST_ABSENT = 10_000;

    private final PersistedDocuments persistedDocuments;
    private final TrustedDocuments trustedDocuments;
    private final Cache<String, String> persisted = texts();
    private final Cache<String, String> trusted = texts();
    private final Cache<String, Boolean> absent = Caffeine.newBuilder()
            .maximumSize(MOST_ABSENT)
            .expireAfterWrite(ABSENT_FOR)
            .build();

    KnownTexts(PersistedDocuments persistedDocuments, TrustedDocuments trustedDocuments) {
        this.persistedDocuments = persistedDocuments;
        this.trustedDocuments = trustedDocuments;
    }

    private static Cache<String, String> texts() {
        return Caffeine.newBuilder()
                .maximumWeight(KEPT_CHARACTERS)
                .weigher((String key, String text) -> key.length() + text.length())
                .build();
    }

    /**
     * Returns the text that is registered or persisted under a key; null if none is. The order does not matter: {@link
     * DocumentManifest} takes no id that could be the hash of another text.
     */
    @Nullable
    String any(String key) {
        String known = trusted.getIfPresent(key);
        if (known == null) {
            known = persisted(key);
        }
        return known == null ? trusted(key) : known;
    }

    /** Returns the text that is registered under a key; null if none is. */
    @Nullable
    String trusted(String key) {
        String known = trusted.getIfPresent(key);
        if (known != null || absent.getIfPresent(key) != null) {
            return known;
        }
        String text = trustedDocuments.find(key);
        if (text == null) {
            absent.put(key, true);
            return null;
        }
        return trusted.get(key, missing -> text);
    }

    /** Returns the text that is persisted under a hash; null if none is. */
    @Nullable
    String persisted(String hash) {
        String known = persisted.getIfPresent(hash);
        if (known != null) {
            return known;
        }
        String text = persistedDocuments.find(hash);
        return text == null ? null : persisted.get(hash, missing -> text);
    }

    /** Makes a text known under its hash, if the client may add one. */
    void persist(String hash, String text, BooleanSupplier allowed) {
        if (persisted.getIfPresent(hash) == null && allowed.getAsBoolean()) {
            persistedDocuments.keep(hash, text);
            persisted.put(hash, text);
        }
    }
}
