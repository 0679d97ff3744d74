package io.mutuals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of an {@link OpenIdProvider}: all are published, and the newest signs. Thread-safe. */
public final class SigningKeys implements JWKSource<SecurityContext> {

    private static final int BITS = 2048;

    private volatile List<RSAKey> newestFirst;

    SigningKeys(RSAKey first) {
        newestFirst = List.of(first);
    }

    /** Returns a new key with an id of its own. */
    public static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the key that signs. */
    public RSAKey current() {
        return newestFirst.getFirst();
    }

    /** Lets a new key sign from now on; tokens of the others stay valid. */
    public synchronized void rotate() {
        newestFirst = Stream.concat(Stream.of(generate()), newestFirst.stream()).toList();
    }

    /** Publishes only the key that signs, as a provider does when a key has leaked. */
    public synchronized void withdrawOld() {
        newestFirst = List.of(current());
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(new JWKSet(List.copyOf(newestFirst)));
    }
}
