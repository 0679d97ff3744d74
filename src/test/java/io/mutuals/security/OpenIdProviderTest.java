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
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.mutuals.Api;
import io.mutuals.InSecondLane;
import io.mutuals.MutualsApplication;
import io.mutuals.TestClock;
import io.mutuals.TestServices;
import io.mutuals.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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

    private static final String AUDIENCE = "mutuals";
    private static final RSAKey KEY = key("current");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final AtomicInteger LOOK_UPS = new AtomicInteger();
    private static volatile boolean unavailable;
    private static volatile JWKSet published = new JWKSet(KEY.toPublicJWK());
    private static final HttpServer PROVIDER = provider();

    private final Api api;
    private final World world;

    OpenIdProviderTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", OpenIdProviderTest::issuer);
        properties.add("spring.security.oauth2.resourceserver.jwt.audiences", () -> AUDIENCE);
        properties.add("mutuals.token.keys-pause", () -> PAUSE.toMillis() + "ms");
    }

    @AfterAll
    static void stop() {
        PROVIDER.stop(0);
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada");
    }

    @Test
    void aTokenOfTheProviderIsAccepted() throws Exception {
        assertThat(ask(signed(claims -> claims)).code()).isEmpty();
        assertThat(ask(signed(claims -> claims))
                        .json()
                        .at("/data/viewer/user/handle")
                        .asString())
                .isEqualTo("ada");
    }

    @Test
    void aTokenForAnotherServiceOrOfAnotherIssuerIsRefused() throws Exception {
        refused(signed(claims -> claims.audience("another-service")));
        refused(signed(claims -> claims.audience(List.of())));
        refused(signed(claims -> claims.issuer("https://example.org")));
        RSAKey forged = key("current");
        refused(signed(claims -> claims, JWSAlgorithm.RS256, new RSASSASigner(forged)));
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
    void unknownKeysAreFetchedRarelyAndANewKeyIsAcceptedInTime() throws Exception {
        ask(signed(claims -> claims));
        Thread.sleep(PAUSE.toMillis());
        int before = LOOK_UPS.get();
        long began = System.nanoTime();
        for (int again = 0; again < 20; again++) {
            RSAKey unknown = new RSAKey.Builder(KEY).keyID("made-up-" + again).build();
            refused(signed(unknown));
        }
        long pauses = Duration.ofNanos(System.nanoTime() - began).dividedBy(PAUSE);
        assertThat(LOOK_UPS.get() - before).isBetween(1, 2 + Math.toIntExact(pauses));
        RSAKey next = key("next");
        published = new JWKSet(List.of(KEY.toPublicJWK(), next.toPublicJWK()));
        await().atMost(PAUSE.multipliedBy(15))
                .until(() -> ask(signed(next)).code().isEmpty());
        published = new JWKSet(KEY.toPublicJWK());
    }

    @Test
    void tokensCannotBeCheckedWhileTheKeysAreUnavailableAndAreAcceptedAfterwards() throws Exception {
        RSAKey rotated = key("rotated");
        published = new JWKSet(List.of(KEY.toPublicJWK(), rotated.toPublicJWK()));
        unavailable = true;
        try {
            await().atMost(PAUSE.multipliedBy(15))
                    .until(() -> ask(signed(rotated)).status() != 401);
            Api.Answer answer = ask(signed(rotated));
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("UNAVAILABLE");
            assertThat(answer.json().has("data")).isFalse();
            assertThat(answer.json().at("/errors/0/extensions").has("incident")).isFalse();
        } finally {
            unavailable = false;
        }
        await().atMost(PAUSE.multipliedBy(15))
                .until(() -> ask(signed(rotated)).code().isEmpty());
        published = new JWKSet(KEY.toPublicJWK());
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
                        .keyID(KEY.getKeyID())
                        .type(new JOSEObjectType(type))
                        .build(),
                claims().build());
        token.sign(new RSASSASigner(KEY));
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
        byte[] publicKey = KEY.toRSAPublicKey().getEncoded();
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

    private Api.Answer ask(String token) {
        return api.with(token).ask("{ viewer { user { handle } } }");
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(change, JWSAlgorithm.RS256, new RSASSASigner(KEY));
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change, JWSAlgorithm algorithm, JWSSigner signer)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(KEY.getKeyID()).build(),
                change.apply(claims()).build());
        token.sign(signer);
        return token.serialize();
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .subject(world.id("ada"))
                .issuer(issuer())
                .audience(AUDIENCE)
                .issueTime(Date.from(now.minusSeconds(300)))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }

    private static String issuer() {
        return "http://localhost:" + PROVIDER.getAddress().getPort();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpServer provider() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            String issuer = "http://localhost:" + server.getAddress().getPort();
            String configuration = """
                    {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "authorization_endpoint": "%1$s/authorize",
                     "response_types_supported": ["code"], "subject_types_supported": ["public"],
                     "id_token_signing_alg_values_supported": ["RS256"]}
                    """.formatted(issuer);
            serve(server, "/.well-known/openid-configuration", () -> configuration);
            serve(server, "/keys", () -> {
                LOOK_UPS.incrementAndGet();
                return published.toString();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void serve(HttpServer server, String path, Supplier<String> json) {
        server.createContext(path, exchange -> {
            byte[] body = json.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(unavailable ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
