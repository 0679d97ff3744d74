package io.mutuals;

import graphql.GraphQLContext;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Component;

/**
 * Asks for everything once before the server reports that it is ready, so that the first client does not wait for classes to be
 * loaded and statements to be planned. It reads as one of the users in the graph; without any there is nothing to warm.
 */
@Component
@ConditionalOnWebApplication
class WarmUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A database that has just started may plan a statement longer than it lets one take; the next time it is quicker. */
    private static final int ATTEMPTS = 3;

    private static final Statement SOMEBODY = new Statement("warmUp.somebody", """
            MATCH (user:User)-[:PARTICIPATES_IN]->(:Conversation)
            WITH DISTINCT user
            LIMIT 50
            RETURN user.id AS id
            ORDER BY COUNT { (user)-[:FRIENDS_WITH]-() } DESC
            LIMIT 1
            """);

    private final Graph graph;
    private final ExecutionGraphQlService service;

    WarmUp(Graph graph, ExecutionGraphQlService service) {
        this.graph = graph;
        this.service = service;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            for (var somebody : graph.read(SOMEBODY, Map.of())) {
                ask(new Viewer(somebody.get("id").asLong(), Set.of(Role.USER)));
            }
        } catch (RuntimeException failed) {
            log.warn("The warm-up did not finish; the first requests will be slower: {}", failed.toString());
        }
    }

    private void ask(Viewer viewer) {
        List<?> errors = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var request = new DefaultExecutionGraphQlRequest(document(), null, null, null, "warm-up", null);
            request.configureExecutionInput((input, builder) -> builder.graphQLContext(
                            (GraphQLContext.Builder context) -> context.of(Viewer.class, viewer))
                    .build());
            var answer = service.execute(request).block(PATIENCE);
            errors = answer == null ? List.of() : answer.getErrors();
            if (errors.isEmpty()) {
                return;
            }
        }
        log.warn("The warm-up got errors; the first requests will be slower: {}", errors);
    }

    private static String document() {
        try {
            return new ClassPathResource("warm-up.graphql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
