package io.mutuals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.mutuals.Api;
import io.mutuals.AppSignIn;
import io.mutuals.InSecondLane;
import io.mutuals.LocalServices;
import io.mutuals.MutualsApplication;
import io.mutuals.OpenIdProvider;
import io.mutuals.SigningKeys;
import io.mutuals.TestClock;
import io.mutuals.TestServices;
import io.mutuals.World;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** Verifies tokens of a real OpenID provider, with discovery and keys over HTTP, as in production. */
@Tag("server")
@SpringBootTest(
        classes = {MutualsApplication.class, TestClock.class, World.class, Api.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestServices.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext // its provider goes with it
@InSecondLane
class OpenIdProviderTest {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final OpenIdProvider PROVIDER =
            OpenIdProvider.start(LocalServices.freePort(), SigningKeys.generate(), OpenIdProviderTest::person);

    private final Api api;
    private final World world;

    OpenIdProviderTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", PROVIDER::issuer);
        properties.add("spring.security.oauth2.resourceserver.jwt.audiences", () -> OpenIdProvider.AUDIENCE);
        properties.add("mutuals.token.keys-pause", () -> PAUSE.toMillis() + "ms");
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada");
    }

    /** Ada's subject is her user id; the provider knows the others under names of its own. */
    private static OpenIdProvider.Person person(String name) {
        return switch (name) {
            case "ada" -> new OpenIdProvider.Person(World.id("usr", 1), Map.of("roles", List.of("experimenter")));
            default -> new OpenIdProvider.Person("local|" + name, Map.of("email", name + "@mutuals.example"));
        };
    }

    @Test
    void theTokenOfAnAppIsAcceptedWithItsRoles() {
        String token = AppSignIn.accessToken(PROVIDER, "ada");
        assertThat(handle(token)).isEqualTo("ada");
        assertThat(api.with(token).ask("{ strategies { name } }").code()).isEmpty();
    }

    @Test
    void aNewcomerOfTheProviderJoinsAndIsKnownByEachLaterToken() {
        String token = AppSignIn.accessToken(PROVIDER, "newcomer");
        assertThat(ask(token).code()).isEqualTo("ACCOUNT_REQUIRED");
        assertThat(api.with(token)
                        .data("mutation { createAccount(input: {handle: \"newcomer\", displayName: \"New Comer\", "
                                + "birthDate: \"1990-05-17\"}) { viewer { user { handle } } userErrors { code } } }")
                        .at("/createAccount/viewer/user/handle")
                        .asString())
                .isEqualTo("newcomer");
        assertThat(handle(AppSignIn.accessToken(PROVIDER, "newcomer"))).isEqualTo("newcomer");
        assertThat(ask(AppSignIn.accessToken(PROVIDER, "another")).code()).isEqualTo("ACCOUNT_REQUIRED");
        assertThat(world.values("MATCH (i:Identity) RETURN [i.issuer, i.subject]"))
                .containsExactly(List.of(PROVIDER.issuer(), "local|newcomer"));
    }

    @Test
    void aBackEndSignsInAsItself() {
        assertThat(ask(AppSignIn.backEndToken(PROVIDER)).code()).isEqualTo("ACCOUNT_REQUIRED");
    }

    @Test
    void theIdTokenOfAnAppIsRefused() {
        refused(AppSignIn.idToken(PROVIDER, "ada"));
    }

    @Test
    void aTokenForAnotherServiceOrOfAnotherIssuerIsRefused() throws Exception {
        refused(signed(claims -> claims.audience("another-service")));
        refused(signed(claims -> claims.audience(List.of())));
        refused(signed(claims -> claims.issuer("https://example.org")));
        refused(signed(claims -> claims, JWSAlgorithm.RS256, new RSASSASigner(SigningKeys.generate())));
    }

    @Test
    void accessTokensOfRfc9068AreAcceptedAndTokensOfOtherKindsAreRefused() throws Exception {
        for (String type : new String[] {"at+jwt", "application/at+jwt", "AT+JWT", "JWT"}) {
            assertThat(ask(typed(type)).code()).as(type).isEmpty();
        }
        for (String type : new String[] {"logout+jwt", "dpop+jwt", "secevent+jwt"}) {
            refused(typed(type));
        }
    }

    @Test
    void unknownKeysAreFetchedRarely() throws Exception {
        ask(signed(claims -> claims));
        Thread.sleep(PAUSE.toMillis());
        int before = PROVIDER.keyRequests();
        long began = System.nanoTime();
        for (int again = 0; again < 20; again++) {
            refused(signed(new RSAKey.Builder(key()).keyID("made-up-" + again).build()));
        }
        long pauses = Duration.ofNanos(System.nanoTime() - began).dividedBy(PAUSE);
        assertThat(PROVIDER.keyRequests() - before).isBetween(1, 2 + Math.toIntExact(pauses));
    }

    @Test
    void aNewKeyIsAcceptedInTimeWhileTokensOfTheOldOneHold() throws Exception {
        String early = AppSignIn.accessToken(PROVIDER, "ada");
        String earlyAndUnseen = signed(claims -> claims);
        PROVIDER.keys().rotate();
        String late = AppSignIn.accessToken(PROVIDER, "ada");
        assertThat(keyOf(late)).isNotEqualTo(keyOf(early));
        awaitAccepted(late);
        assertThat(handle(early)).isEqualTo("ada");
        assertThat(handle(earlyAndUnseen)).isEqualTo("ada");
    }

    @Test
    void tokensOfAWithdrawnKeyAreRefusedOnceTheKeysAreFetchedAgain() throws Exception {
        String stolen = signed(claims -> claims);
        PROVIDER.keys().rotate();
        PROVIDER.keys().withdrawOld();
        awaitAccepted(AppSignIn.accessToken(PROVIDER, "ada"));
        refused(stolen);
    }

    @Test
    void tokensCannotBeCheckedWhileTheKeysAreUnavailableAndAreAcceptedAfterwards() throws Exception {
        PROVIDER.keys().rotate();
        String rotated = AppSignIn.accessToken(PROVIDER, "ada");
        PROVIDER.setAvailable(false);
        try {
            await().atMost(PAUSE.multipliedBy(15)).until(() -> ask(rotated).status() != 401);
            Api.Answer answer = ask(rotated);
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("UNAVAILABLE");
            assertThat(answer.json().has("data")).isFalse();
            assertThat(answer.json().at("/errors/0/extensions").has("incident")).isFalse();
        } finally {
            PROVIDER.setAvailable(true);
        }
        awaitAccepted(rotated);
    }

    @Test
    void aProviderThatCannotBeDiscoveredIsUnavailableRatherThanADefect() {
        JwtDecoder undiscovered = new SupplierJwtDecoder(() -> {
            throw new IllegalStateException("connection refused");
        });
        var tokens = new JwtAuthenticationProvider(SecurityConfiguration.withDiscoveryFailures(undiscovered));
        assertThatThrownBy(() -> tokens.authenticate(new BearerTokenAuthenticationToken("any")))
                .isInstanceOf(AuthenticationServiceException.class);
    }

    private String typed(String type) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key().getKeyID())
                        .type(new JOSEObjectType(type))
                        .build(),
                claims().build());
        token.sign(new RSASSASigner(key()));
        return token.serialize();
    }

    private String signed(RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims().build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Test
    void timesAreCheckedWithAMinuteOfTolerance() throws Exception {
        Instant now = Instant.now();
        refused(signed(claims -> claims.expirationTime(Date.from(now.minusSeconds(90)))));
        assertThat(ask(signed(claims -> claims.expirationTime(Date.from(now.minusSeconds(20)))))
                        .code())
                .isEmpty();
        refused(signed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(90)))));
        assertThat(ask(signed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(20)))))
                        .code())
                .isEmpty();
    }

    @Test
    void unsignedTokensAndTokensSignedWithThePublicKeyAreRefused() throws Exception {
        refused(new PlainJWT(claims().build()).serialize());
        byte[] publicKey = key().toRSAPublicKey().getEncoded();
        refused(signed(claims -> claims, JWSAlgorithm.HS256, new MACSigner(publicKey)));
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + java.util.Base64.getMimeEncoder().encodeToString(publicKey)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        refused(signed(claims -> claims, JWSAlgorithm.HS256, new MACSigner(pem)));
    }

    private void refused(String token) {
        Api.Answer answer = ask(token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.json().has("data")).isFalse();
    }

    private void awaitAccepted(String token) {
        await().atMost(PAUSE.multipliedBy(15)).until(() -> ask(token).code().isEmpty());
    }

    private String handle(String token) {
        Api.Answer answer = ask(token);
        assertThat(answer.code()).as(answer.body()).isEmpty();
        return answer.json().at("/data/viewer/user/handle").asString();
    }

    private static RSAKey key() {
        return PROVIDER.keys().current();
    }

    private static String keyOf(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private Api.Answer ask(String token) {
        return api.with(token).ask("{ viewer { user { handle } } }");
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(change, JWSAlgorithm.RS256, new RSASSASigner(key()));
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change, JWSAlgorithm algorithm, JWSSigner signer)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key().getKeyID()).build(),
                change.apply(claims()).build());
        token.sign(signer);
        return token.serialize();
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .subject(world.id("ada"))
                .issuer(PROVIDER.issuer())
                .audience(OpenIdProvider.AUDIENCE)
                .issueTime(Date.from(now.minusSeconds(300)))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }
}
