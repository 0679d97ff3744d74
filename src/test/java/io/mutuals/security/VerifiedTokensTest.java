package io.mutuals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mutuals.SideBySide;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Which tokens are verified again, and which are not. */
@SideBySide
class VerifiedTokensTest {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final RSAKey KEY = key();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int verifications;
    private boolean withdrawn;
    private final VerifiedTokens tokens = tokens(REMEMBERED);

    @Test
    void theSignatureOfATokenIsVerifiedOnceInAWhile() throws Exception {
        String token = signed(now.minusSeconds(1), now.plus(Duration.ofDays(1)));
        assertThat(tokens.verify(token).getSubject()).isEqualTo("usr_1");
        assertThat(tokens.verify(token).getSubject()).isEqualTo("usr_1");
        assertThat(verifications).isEqualTo(1);
        pass(REMEMBERED.plusMillis(1));
        assertThat(tokens.verify(token).getSubject()).isEqualTo("usr_1");
        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void aWithdrawnKeyIsRefusedWhenItsTokensAreNoLongerRemembered() throws Exception {
        String token = signed(now.minusSeconds(1), now.plus(Duration.ofDays(1)));
        tokens.verify(token);
        withdrawn = true;
        assertThat(tokens.verify(token)).isNotNull();
        pass(REMEMBERED.plusMillis(1));
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(JwtException.class);
    }

    @Test
    void aRememberedTokenIsRefusedOnceItHasExpired() throws Exception {
        VerifiedTokens patient = tokens(Duration.ofDays(1));
        String token = signed(now.minusSeconds(1), now.plusSeconds(30));
        patient.verify(token);
        pass(Duration.ofSeconds(80)); // clocks may differ by a minute
        patient.verify(token);
        assertThat(verifications).isEqualTo(1);
        pass(Duration.ofSeconds(20));
        assertThatThrownBy(() -> patient.verify(token)).isInstanceOf(JwtException.class);
    }

    @Test
    void aRememberedTokenIsRefusedBeforeItsTime() throws Exception {
        String token = signed(now.plusSeconds(30), now.plus(Duration.ofDays(1)));
        tokens.verify(token);
        now = now.minusSeconds(50); // a clock that is set back
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(JwtException.class);
    }

    @Test
    void aRefusedTokenIsVerifiedAgain() throws Exception {
        String token = signed(now.minusSeconds(1), now.plus(Duration.ofDays(1)));
        withdrawn = true;
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(JwtException.class);
        withdrawn = false;
        assertThat(tokens.verify(token)).isNotNull();
        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void anotherTokenOfTheSameUserAndAChangedOneAreVerifiedThemselves() throws Exception {
        String token = signed(now.minusSeconds(1), now.plus(Duration.ofDays(1)));
        tokens.verify(token);
        tokens.verify(signed(now.minusSeconds(1), now.plus(Duration.ofDays(2))));
        assertThat(verifications).isEqualTo(2);
        char last = token.charAt(token.length() - 10) == 'A' ? 'B' : 'A';
        String forged = token.substring(0, token.length() - 10) + last + token.substring(token.length() - 9);
        assertThatThrownBy(() -> tokens.verify(forged)).isInstanceOf(JwtException.class);
    }

    @Test
    void zeroRemembersNothing() throws Exception {
        VerifiedTokens forgetful = tokens(Duration.ZERO);
        String token = signed(now.minusSeconds(1), now.plus(Duration.ofDays(1)));
        forgetful.verify(token);
        forgetful.verify(token);
        assertThat(verifications).isEqualTo(2);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private VerifiedTokens tokens(Duration verifiedFor) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        TokenProperties properties =
                new TokenProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), verifiedFor, true, "roles", "");
        return new VerifiedTokens(
                decoder(clock),
                properties,
                clock,
                () -> Duration.between(Instant.EPOCH, now).toNanos());
    }

    private JwtDecoder decoder(Clock clock) {
        try {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
            JwtTimestampValidator times = new JwtTimestampValidator();
            times.setClock(clock);
            decoder.setJwtValidator(times);
            return token -> {
                verifications++;
                if (withdrawn) {
                    throw new JwtException("The key was withdrawn");
                }
                return decoder.decode(token);
            };
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String signed(Instant from, Instant until) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .subject("usr_1")
                        .notBeforeTime(Date.from(from))
                        .expirationTime(Date.from(until))
                        .build());
        token.sign(new RSASSASigner(KEY));
        return token.serialize();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("current").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
