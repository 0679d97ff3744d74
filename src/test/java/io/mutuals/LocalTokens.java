package io.mutuals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mutuals.security.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Mints tokens for the local run and the tests. The key is stored under {@code target}, so that tokens survive a
 * restart; no other server accepts it.
 */
public class LocalTokens {

    private static final Path FILE = Path.of("target", "local", "token-key.json");
    private static final RSAKey KEY = key();
    private static final Duration LIFE = Duration.ofDays(30);

    private static RSAKey key() {
        try {
            if (!Files.exists(FILE)) {
                Files.createDirectories(FILE.getParent());
                RSAKey made = new RSAKeyGenerator(2048).keyID("local").generate();
                Path whole = Files.createTempFile(FILE.getParent(), "token-key", ".tmp");
                Files.writeString(whole, made.toJSONString());
                Files.move(whole, FILE, StandardCopyOption.ATOMIC_MOVE);
            }
            return RSAKey.parse(Files.readString(FILE));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (JOSEException | ParseException broken) {
            throw new IllegalStateException("The key in " + FILE + " is broken; delete the file", broken);
        }
    }

    @Bean
    JwtDecoder localJwtDecoder() throws JOSEException {
        return NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
    }

    /** Returns the key, with which an {@link OpenIdProvider} may sign as well. */
    static RSAKey signingKey() {
        return KEY;
    }

    /** Returns a token as the provider of the local run issues them, valid for 30 days. */
    static String issue(String issuer, String subject, List<String> roles) {
        return sign(claims(subject)
                .issuer(issuer)
                .audience(OpenIdProvider.AUDIENCE)
                .expirationTime(Date.from(Instant.now().plus(LIFE)))
                .claim("roles", roles)
                .build());
    }

    /** Writes the public key as a PEM file, for a server that is to accept these tokens. */
    public static void writePublicKey(Path file) {
        try {
            String encoded =
                    Base64.getMimeEncoder().encodeToString(KEY.toRSAPublicKey().getEncoded());
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a token for a user, valid for 30 days. */
    public static String mint(long user, String... roles) {
        return mint(user, LIFE, roles);
    }

    /** Returns a token valid for {@code life}, which may be negative. */
    public static String mint(long user, Duration life, String... roles) {
        return mint(Viewer.USER_ID.encode(user), life, roles);
    }

    /** Returns the verified e-mail address of a subject in local tokens. */
    public static String email(String subject) {
        return subject.toLowerCase(Locale.ROOT) + "@mutuals.example";
    }

    /** Returns a token that never expires. */
    public static String mintWithoutExpiry(long user) {
        return sign(claims(Viewer.USER_ID.encode(user)).build());
    }

    /** Returns a token for an arbitrary subject. */
    public static String mint(String subject, Duration life, String... roles) {
        return sign(claims(subject)
                .expirationTime(Date.from(Instant.now().plus(life)))
                .claim("roles", List.of(roles))
                .build());
    }

    /**
     * Returns a token whose issuer assures an age.
     *
     * @param age the value of the claim {@code age}
     */
    public static String mintAssuring(String subject, Object age, Instant issuedAt) {
        return sign(claims(subject)
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(Instant.now().plus(LIFE)))
                .claim("age", age)
                .build());
    }

    /** Returns a token with claims that are given as JSON. */
    public static String mintClaims(String json) {
        try {
            JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload(json));
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JWTClaimsSet.Builder claims(String subject) {
        return new JWTClaimsSet.Builder()
                .subject(subject)
                .issueTime(Date.from(Instant.now().minusSeconds(1)))
                .claim("email", email(subject))
                .claim("email_verified", true);
    }

    private static String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
