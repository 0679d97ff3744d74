package io.mutuals.security;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import io.mutuals.api.StartFailure;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.web.client.RestTemplate;

/**
 * Configures which types of tokens are accepted, in addition to the checks of Spring Security, and how the provider's
 * keys are fetched.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class TokenConfiguration {

    private static final String JWT = "JWT";

    /** The type of access tokens in RFC 9068. */
    private static final String ACCESS_TOKEN = "at+jwt";

    private static final String ACCESS_TOKEN_IN_FULL = "application/at+jwt";

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer keysAndTypes(TokenProperties properties) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(properties.keysTimeout());
        requests.setReadTimeout(properties.keysTimeout());
        RestTemplate provider = new RestTemplate(requests);
        provider.getInterceptors().add(new ProviderResponseCache(properties.keysPause(), System::nanoTime));
        return decoder -> decoder.restOperations(provider)
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT,
                        new JOSEObjectType(ACCESS_TOKEN),
                        new JOSEObjectType(ACCESS_TOKEN_IN_FULL),
                        null)));
    }

    /**
     * Verifies the tokens of all transports.
     *
     * @throws StartFailure if no provider is configured
     */
    @Bean
    VerifiedTokens verifiedTokens(ObjectProvider<JwtDecoder> decoder, TokenProperties properties) {
        JwtDecoder known = decoder.getIfAvailable();
        if (known == null) {
            throw new StartFailure(
                    "No OpenID provider is configured, so no user could sign in.",
                    "Set spring.security.oauth2.resourceserver.jwt.issuer-uri to the address of your provider.");
        }
        return new VerifiedTokens(known, properties, Clock.systemUTC(), Ticker.systemTicker());
    }

    /**
     * Replaces the validator of Spring Security, which accepts only {@code JWT}. A token without a type counts as
     * {@code JWT}.
     */
    @Bean
    JwtTypeValidator tokenTypes() {
        JwtTypeValidator types = new JwtTypeValidator(JWT, ACCESS_TOKEN, ACCESS_TOKEN_IN_FULL);
        types.setAllowEmpty(true);
        return types;
    }
}
