package io.mutuals;

import graphql.GraphQLContext;
import io.mutuals.api.ConversationId;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.StartFailure;
import io.mutuals.api.UserId;
import io.mutuals.loader.StatementsOnly;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Rehearsal;
import io.mutuals.neo4j.Statement;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Component;

/**
 * Runs a query over all fields, from memory and by statements, and rehearses each kind of write before the server
 * reports that it is ready, so that the first client does not wait for class loading and statement planning. It acts as
 * a user from the graph, and its writes are rolled back; on a graph without conversations it only rehearses the writes,
 * with users whom it makes for them.
 *
 * <p>While Neo4j is unavailable or slow it retries, and the server is not ready meanwhile. Failures for any other
 * reason, with several users, abort the start.
 */
@Component
@ConditionalOnWebApplication
class WarmUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Number of failures other than unavailability after which the start is aborted; each attempt uses another user.
     */
    private static final int MAX_DEFECTS = 5;

    private static final Statement USERS = new Statement("warmUp.users", """
            MATCH (user:User)-[:PARTICIPATES_IN {state: 'ACTIVE'}]->(:Conversation)
            WITH DISTINCT user
            LIMIT 50
            WITH user
            ORDER BY COUNT { (user)-[:FRIENDS_WITH]-() } DESC
            LIMIT 5
            CALL (user) {
              MATCH (user)-[:PARTICIPATES_IN {state: 'ACTIVE'}]->(conversation:Conversation)
              RETURN conversation.id AS conversation
              LIMIT 1
            }
            CALL (user) {
              OPTIONAL MATCH (other:User)
              WHERE other <> user
              RETURN other.id AS other
              LIMIT 1
            }
            RETURN user.id AS id, other, conversation
            """);

    /** Two users and their conversation, for writes on a graph that has none yet. */
    private static final Statement CAST = new Statement("warmUp.cast", """
            CREATE (conversation:Conversation {
              id: $conversation, kind: 'DIRECT', createdAt: $now, lastSeq: 0, lastEvent: 0, lastEventAt: $now})
            WITH conversation
            UNWIND $users AS id
            CREATE (user:User {
              id: id, handle: 'warm.up.' + id, displayName: 'Warm-up', foldedName: 'warm-up', createdAt: $now})
            CREATE (user)-[:PARTICIPATES_IN {
              role: 'MEMBER', state: 'ACTIVE', joinedAt: $now, lastReadSeq: 0, deliveredSeq: 0,
                opened: true}]->(conversation)
            """);

    private static final Rehearsal.Cast MADE_UP = new Rehearsal.Cast(
            new UserId(Long.MAX_VALUE), new UserId(Long.MAX_VALUE - 1), new ConversationId(Long.MAX_VALUE));

    private final Graph graph;
    private final ExecutionGraphQlService service;
    private final List<Rehearsal> rehearsals;

    WarmUp(Graph graph, ExecutionGraphQlService service, List<Rehearsal> rehearsals) {
        this.graph = graph;
        this.service = service;
        this.rehearsals = rehearsals;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        int defects = 0;
        for (int attempt = 0; ; attempt++) {
            String failure;
            try {
                failure = warm(attempt);
            } catch (RequestException unavailable) {
                failure = unavailable.code().name();
            } catch (IllegalStateException | Graph.ConstraintViolation defect) {
                log.warn("The warm-up met a defect", defect);
                failure = String.valueOf(defect.getMessage());
            }
            if (failure == null) {
                return;
            }
            log.warn("The warm-up failed ({}); the server is not ready yet and retries", failure);
            if (!failure.equals(ErrorCode.UNAVAILABLE.name()) && ++defects == MAX_DEFECTS) {
                throw new StartFailure(
                        "The warm-up failed: " + failure + ".",
                        "Find the incident in the log, fix its cause, and start again.");
            }
            Thread.sleep(PAUSE);
        }
    }

    /**
     * Warms up as one user, a different one with each attempt. Returns the code or the message of the failure, or null
     * if there was none.
     */
    private @Nullable String warm(int attempt) {
        List<Record> users = graph.read(USERS, Map.of());
        if (users.isEmpty()) {
            rehearse(MADE_UP, WarmUp::make);
            return null;
        }
        Record user = users.get(attempt % users.size());
        long viewer = user.get("id").asLong();
        String failure = ask(new Viewer(viewer, Set.of(Role.USER)), Set.of());
        if (failure == null) {
            failure = ask(new Viewer(viewer, Set.of(Role.USER)), Set.of(new StatementsOnly()));
        }
        if (failure == null && !user.get("other").isNull()) {
            rehearse(
                    new Rehearsal.Cast(
                            new UserId(viewer),
                            new UserId(user.get("other").asLong()),
                            new ConversationId(user.get("conversation").asLong())),
                    transaction -> {});
        }
        return failure;
    }

    private void rehearse(Rehearsal.Cast cast, Consumer<Graph.Transaction> preparation) {
        for (Rehearsal rehearsal : rehearsals) {
            graph.rehearse(rehearsal.name(), transaction -> {
                preparation.accept(transaction);
                rehearsal.rehearse(transaction, cast);
            });
        }
    }

    private static void make(Graph.Transaction transaction) {
        List<Long> users = List.of(MADE_UP.viewer().value(), MADE_UP.other().value());
        transaction.run(
                CAST,
                Map.of("users", users, "conversation", MADE_UP.conversation().value()));
    }

    /**
     * Asks for all fields as {@code viewer}.
     *
     * @param more put into the context of the request, each under its type
     */
    private @Nullable String ask(Viewer viewer, Set<?> more) {
        var request = new DefaultExecutionGraphQlRequest(document(), null, null, null, "warm-up", null);
        request.configureExecutionInput((input, builder) -> builder.graphQLContext((GraphQLContext.Builder context) -> {
                    context.of(Viewer.class, viewer);
                    more.forEach(value -> context.of(value.getClass(), value));
                })
                .build());
        ExecutionGraphQlResponse answer;
        try {
            answer = service.execute(request).block(TIMEOUT);
        } catch (IllegalStateException tooSlow) {
            log.debug("The warm-up was not answered in time", tooSlow);
            return ErrorCode.UNAVAILABLE.name();
        }
        if (answer == null || answer.getErrors().isEmpty()) {
            return null;
        }
        log.debug("The warm-up met errors: {}", answer.getErrors());
        boolean unavailable = answer.getErrors().stream()
                .anyMatch(error -> ErrorCode.UNAVAILABLE
                        .name()
                        .equals(error.getExtensions().get("code")));
        return unavailable
                ? ErrorCode.UNAVAILABLE.name()
                : String.valueOf(answer.getErrors().getFirst().getMessage());
    }

    private static String document() {
        try {
            return new ClassPathResource("warm-up.graphql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
