package io.mutuals;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * A real OpenID provider, Spring Authorization Server, on the loopback address. Apps sign people in by an authorization
 * code with PKCE, and back ends get tokens of their own by client credentials. Any name signs in with the password
 * {@value #PASSWORD}. Thread-safe.
 */
public final class OpenIdProvider implements AutoCloseable {

    /** The id of the client that signs people in, which has no secret. */
    public static final String APP = "app";

    /** Where the app is called back; the port may be any other. */
    public static final String CALLBACK = "http://127.0.0.1:3000/callback";

    /** The id of the client that gets tokens of its own, with the role {@code platform}. */
    public static final String BACK_END = "back-end";

    /** The secret of {@link #BACK_END}, and the password of every person. */
    public static final String PASSWORD = "local";

    /** The audience of the access tokens. */
    public static final String AUDIENCE = "mutuals";

    private static final Duration LIFE = Duration.ofHours(1);

    private final String issuer;
    private final SigningKeys keys;
    private final Function<String, Person> people;
    private final AtomicInteger keyRequests = new AtomicInteger();
    private final AnnotationConfigServletWebServerApplicationContext context;
    private volatile boolean available = true;

    private OpenIdProvider(int port, RSAKey key, Function<String, Person> people) {
        issuer = issuer(port);
        keys = new SigningKeys(key);
        this.people = people;
        context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(OpenIdProvider.class, () -> this, bean -> bean.setDestroyMethodName(""));
        context.registerBean(SigningKeys.class, () -> keys);
        context.registerBean(TomcatServletWebServerFactory.class, () -> server(port));
        context.register(Endpoints.class);
        context.refresh();
    }

    /**
     * Starts a provider.
     *
     * @param port a free port of the loopback address
     * @param key the first key that signs
     * @param people describes the person who signs in with a name
     */
    public static OpenIdProvider start(int port, RSAKey key, Function<String, Person> people) {
        return new OpenIdProvider(port, key, people);
    }

    /** Returns the issuer of the provider on a port. */
    public static String issuer(int port) {
        return "http://localhost:" + port;
    }

    /** Returns the claim {@code iss} of its tokens, which is also its address. */
    public String issuer() {
        return issuer;
    }

    /** Returns the keys that it signs with and publishes. */
    public SigningKeys keys() {
        return keys;
    }

    /** Returns how often the published keys were requested. */
    public int keyRequests() {
        return keyRequests.get();
    }

    /** Answers every request with status 503 while not available. */
    public void setAvailable(boolean available) {
        this.available = available;
    }

    @Override
    public void close() {
        context.close();
    }

    private static TomcatServletWebServerFactory server(int port) {
        TomcatServletWebServerFactory server = new TomcatServletWebServerFactory(port);
        server.setAddress(InetAddress.getLoopbackAddress());
        // Tomcat asks filters only for addresses that some servlet has.
        server.setRegisterDefaultServlet(true);
        return server;
    }

    /**
     * A person as the provider knows them.
     *
     * @param subject the claim {@code sub}
     * @param claims other claims of their tokens
     */
    public record Person(String subject, Map<String, Object> claims) {}

    /** The context of the provider. No component scan finds it, since it has no stereotype. */
    @EnableWebSecurity
    static class Endpoints {

        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http) {
            MediaTypeRequestMatcher pages = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
            pages.setIgnoredMediaTypes(Set.of(MediaType.ALL));
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(Customizer.withDefaults());
                    })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .cors(cors -> cors.configurationSource(anyOrigin()))
                    .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                            new LoginUrlAuthenticationEntryPoint("/login"), pages))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain login(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService anyName() {
            return name -> User.withUsername(name).password("{noop}" + PASSWORD).build();
        }

        @Bean
        RegisteredClientRepository clients() {
            TokenSettings tokens =
                    TokenSettings.builder().accessTokenTimeToLive(LIFE).build();
            return new InMemoryRegisteredClientRepository(
                    RegisteredClient.withId(UUID.randomUUID().toString())
                            .clientId(APP)
                            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                            .redirectUri(CALLBACK)
                            .scope(OidcScopes.OPENID)
                            .clientSettings(ClientSettings.builder()
                                    .requireProofKey(true)
                                    .build())
                            .tokenSettings(tokens)
                            .build(),
                    RegisteredClient.withId(UUID.randomUUID().toString())
                            .clientId(BACK_END)
                            .clientSecret("{noop}" + PASSWORD)
                            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                            .tokenSettings(tokens)
                            .build());
        }

        @Bean
        AuthorizationServerSettings settings(OpenIdProvider provider) {
            return AuthorizationServerSettings.builder()
                    .issuer(provider.issuer())
                    .build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(OpenIdProvider provider) {
            return token -> {
                @Nullable Authentication signedIn = token.getPrincipal();
                if (signedIn != null
                        && AuthorizationGrantType.AUTHORIZATION_CODE.equals(token.getAuthorizationGrantType())) {
                    Person person = provider.people.apply(signedIn.getName());
                    token.getClaims().subject(person.subject()).claims(claims -> claims.putAll(person.claims()));
                }
                if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(token.getAuthorizationGrantType())) {
                    token.getClaims().claim("roles", List.of("platform"));
                }
                if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
                    token.getClaims().audience(List.of(AUDIENCE));
                }
            };
        }

        @Bean
        JwtEncoder encoder(JWKSource<SecurityContext> keys) {
            NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
            encoder.setJwkSelector((List<JWK> newestFirst) -> newestFirst.getFirst());
            return encoder;
        }

        /** Verifies the tokens with which apps ask for the profile of their user. */
        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        /** Counts the requests for keys, refuses all while the provider is to be away, and rotates keys on demand. */
        @Bean
        FilterRegistrationBean<Filter> operator(OpenIdProvider provider) {
            FilterRegistrationBean<Filter> operator = new FilterRegistrationBean<>((request, response, chain) -> {
                String path = ((HttpServletRequest) request).getRequestURI();
                if (path.equals("/oauth2/jwks")) {
                    provider.keyRequests.incrementAndGet();
                }
                if (!provider.available) {
                    ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                } else if (path.equals("/rotate")
                        && ((HttpServletRequest) request).getMethod().equals("POST")) {
                    provider.keys.rotate();
                } else {
                    chain.doFilter(request, response);
                }
            });
            operator.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return operator;
        }

        private static UrlBasedCorsConfigurationSource anyOrigin() {
            CorsConfiguration any = new CorsConfiguration().applyPermitDefaultValues();
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/**", any);
            return source;
        }
    }
}
