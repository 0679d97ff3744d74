package io.mutuals.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/**
 * Verifies tokens, and remembers those that passed for a moment, by their SHA-256, so that the signature of a token is
 * not verified again with each request of its client. A remembered token is refused outside of the time in which it is
 * valid, like any other. Tokens that are refused are not remembered. Thread-safe.
 */
final class VerifiedTokens {

    /** The total length of the tokens that are remembered. A decoded token takes a few times its length. */
    private static final long REMEMBERED_CHARACTERS = 4_000_000;

    private final JwtDecoder decoder;
    private final JwtTimestampValidator times = new JwtTimestampValidator(SignIn.CLOCK_SKEW);
    private final Cache<Digest, Jwt> verified;

    /**
     * @param decoder verifies the tokens that are not remembered
     * @param properties says for how long tokens are remembered
     * @param clock the time at which tokens are valid
     * @param ticker the time since which they are remembered
     */
    VerifiedTokens(JwtDecoder decoder, TokenProperties properties, Clock clock, Ticker ticker) {
        this.decoder = decoder;
        this.times.setClock(clock);
        this.verified = Caffeine.newBuilder()
                .expireAfterWrite(properties.verifiedFor())
                .maximumWeight(REMEMBERED_CHARACTERS)
                .weigher((Digest digest, Jwt token) -> token.getTokenValue().length())
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Returns the content of {@code token}.
     *
     * @throws JwtException if it is not valid, or cannot be verified for the moment
     */
    Jwt verify(String token) {
        Digest digest = Digest.of(token);
        Jwt remembered = verified.getIfPresent(digest);
        if (remembered != null && !times.validate(remembered).hasErrors()) {
            return remembered;
        }
        Jwt decoded = decoder.decode(token);
        verified.put(digest, decoded);
        return decoded;
    }

    /** A SHA-256. */
    private record Digest(long first, long second, long third, long fourth) {

        static Digest of(String token) {
            try {
                ByteBuffer hash = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
                return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public int hashCode() {
            return Long.hashCode(first);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Digest digest
                    && first == digest.first
                    && second == digest.second
                    && third == digest.third
                    && fourth == digest.fourth;
        }
    }
}
