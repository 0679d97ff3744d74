package io.mutuals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mutuals.security.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Mints tokens for the local run and the tests, with a key that lives as long as this process and is accepted nowhere else. */
@TestConfiguration(proxyBeanMethods = false)
public class LocalTokens {

    private static final RSAKey KEY = newKey();

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("local").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Bean
    JwtDecoder localJwtDecoder() throws JOSEException {
        return NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
    }

    /** A token for the user with this number, good for 30 days. */
    public static String mint(long user, String... roles) {
        return mint(user, Duration.ofDays(30), roles);
    }

    /** A token that is good for {@code life}, which may be negative. */
    public static String mint(long user, Duration life, String... roles) {
        return mint(Viewer.USER_ID.encode(user), life, roles);
    }

    /** A token for any subject. */
    public static String mint(String subject, Duration life, String... roles) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .issueTime(Date.from(now.minusSeconds(1)))
                .expirationTime(Date.from(now.plus(life)))
                .claim("roles", List.of(roles))
                .build();
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
