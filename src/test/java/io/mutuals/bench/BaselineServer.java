package io.mutuals.bench;

import static org.springframework.web.servlet.function.RequestPredicates.POST;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import graphql.ExecutionInput;
import graphql.GraphQL;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The {@linkplain OneQueryPerField baseline} at {@code /baseline}, in the same server as the API, over the same driver.
 * It checks no token, which favours it.
 */
class BaselineServer {

    @Bean
    @Order(0)
    SecurityFilterChain baselineAddress(HttpSecurity http) {
        return http.securityMatcher("/baseline")
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> baselineEndpoint(Driver driver) throws IOException {
        GraphQL engine = OneQueryPerField.over(driver);
        return route(POST("/baseline"), request -> {
            long viewer =
                    Long.parseLong(Objects.requireNonNull(request.headers().firstHeader("Viewer")));
            Request asked = request.body(Request.class);
            var answer = engine.execute(ExecutionInput.newExecutionInput(asked.query())
                    .variables(asked.variables() == null ? Map.of() : asked.variables())
                    .graphQLContext(Map.of("viewer", viewer))
                    .build());
            return ServerResponse.ok().body(answer.toSpecification());
        });
    }

    /** A GraphQL request. */
    record Request(String query, @Nullable Map<String, Object> variables) {}
}
