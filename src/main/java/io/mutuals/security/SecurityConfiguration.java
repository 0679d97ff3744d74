package io.mutuals.security;

import io.mutuals.api.StartFailure;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** Who may reach which address: the API with a token; its explorer, the lab's page and the health checks without. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {

    @Bean
    SecurityFilterChain addresses(HttpSecurity http, ObjectProvider<JwtDecoder> decoder) {
        if (decoder.getIfAvailable() == null) {
            throw new StartFailure(
                    "Nobody could sign in: no OpenID provider is configured.",
                    "Set spring.security.oauth2.resourceserver.jwt.issuer-uri to the address of yours.");
        }
        Refusals refusals = new Refusals();
        return http.authorizeHttpRequests(addresses -> addresses
                        // What was refused is told as it was; the page of errors has nothing else.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/", "/graphiql", "/graphiql/**", "/_static/**", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/lab", "/lab/*", "/webjars/chart.js/*/dist/chart.umd.min.js")
                        .permitAll()
                        // A browser cannot send a header with it; the first message over the socket brings the token.
                        .requestMatchers(SecurityConfiguration::opensSocket)
                        .permitAll()
                        // A preflight carries no token; it is refused for what it is.
                        .requestMatchers(HttpMethod.OPTIONS, "/graphql")
                        .permitAll()
                        .requestMatchers("/graphql")
                        .authenticated()
                        .requestMatchers("/experiments/**")
                        .hasAnyRole(Role.EXPERIMENTER.name(), Role.ADMIN.name())
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.ADMIN.name())
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(ViewerAuthentication::of)))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .build();
    }

    private static boolean opensSocket(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                && "/graphql".equals(request.getServletPath())
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }
}
