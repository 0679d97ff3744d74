package io.mutuals.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Access rules by address: the API needs a token; its explorer, the lab's page and the health checks do not. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {

    @Bean
    SecurityFilterChain addresses(
            HttpSecurity http, VerifiedTokens tokens, TokenProperties properties, InstantSource clock) {
        SecurityErrorHandler refusals = new SecurityErrorHandler();
        return http.authorizeHttpRequests(addresses -> addresses
                        // The error page only repeats the status of a refusal.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        // A browser cannot send a header with it; the first message over the WebSocket carries the
                        // token.
                        .requestMatchers(SecurityConfiguration::opensSocket)
                        .permitAll()
                        // A preflight carries no token; it is refused as one.
                        .requestMatchers(HttpMethod.OPTIONS, "/graphql")
                        .permitAll()
                        .requestMatchers("/graphql", "/graphql/schema.graphql", "/graphql/schema/releases")
                        .authenticated()
                        // Answered with the right address, with or without a token.
                        .requestMatchers("/graphql/")
                        .permitAll()
                        .requestMatchers("/", "/graphiql", "/graphiql/**", "/_static/**", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(
                                "/lab", "/lab/*", "/schema", "/schema/*", "/webjars/chart.js/*/dist/chart.umd.min.js")
                        .permitAll()
                        // A browser sends no token when it downloads a file; the link is signed.
                        .requestMatchers(HttpMethod.GET, "/exports/*")
                        .permitAll()
                        .requestMatchers("/experiments/**")
                        .hasAnyRole(Role.EXPERIMENTER.name(), Role.ADMIN.name())
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.ADMIN.name())
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals)
                        .bearerTokenResolver(new HeaderTokenResolver())
                        .withObjectPostProcessor(new TokenFailureHandling(refusals))
                        .jwt(jwt -> jwt.decoder(withDiscoveryFailures(tokens::verify))
                                .jwtAuthenticationConverter(
                                        token -> ViewerAuthentication.of(token, properties, clock.instant()))))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .build();
    }

    /** Spring Security would match each value of a header that is read with a regular expression. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(
                name -> isPrintableAscii(name) || StrictHttpFirewall.ALLOWED_HEADER_NAMES.test(name));
        firewall.setAllowedHeaderValues(
                value -> isPrintableAscii(value) || StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(value));
        return firewall;
    }

    private static boolean isPrintableAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) > '~') {
                return false;
            }
        }
        return true;
    }

    /** A span and a timer for each security filter tell operators nothing that those of the request do not. */
    @Bean
    SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    private static boolean opensSocket(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                && "/graphql".equals(request.getServletPath())
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    /**
     * Reports a provider that cannot be discovered at first use like one whose keys cannot be fetched later. Spring
     * Security would treat it as a defect.
     */
    static JwtDecoder withDiscoveryFailures(JwtDecoder decoder) {
        return token -> {
            try {
                return decoder.decode(token);
            } catch (JwtDecoderInitializationException undiscovered) {
                throw new JwtException("The OpenID provider could not be discovered", undiscovered);
            }
        };
    }

    /**
     * Passes every failure of a token to the handler. By default the filter throws those of the provider, which become
     * status 500.
     */
    private record TokenFailureHandling(SecurityErrorHandler handler)
            implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {

        @Override
        public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
            filter.setAuthenticationFailureHandler(handler::commence);
            return filter;
        }
    }
}
