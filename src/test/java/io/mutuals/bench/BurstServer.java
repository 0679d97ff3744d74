package io.mutuals.bench;

import static org.springframework.web.servlet.function.RequestPredicates.POST;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import io.mutuals.api.Events;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.neo4j.driver.Record;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Creates friendships between random users at {@code /burst?rate=…&seconds=…}, and answers with their number at the
 * end.
 *
 * <p>Each tenth of a second is written in one transaction, because one machine cannot take a thousand transactions a
 * second beside the rest of the load. Each friendship is published separately, so rankings are affected as in
 * production.
 */
class BurstServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BATCHES = 10;
    private static final int TELLERS = 16;

    private static final Statement ALL_USERS =
            new Statement("burst.users", "MATCH (user:User) RETURN collect(user.id) AS ids");

    private static final Statement BEFRIEND = new Statement("burst.befriend", """
            UNWIND $pairs AS pair
            MATCH (one:User {id: pair[0]}), (other:User {id: pair[1]})
            MERGE (one)-[friendship:FRIENDS_WITH]->(other)
            SET friendship.since = $now
            """);

    @Bean
    @Order(0)
    SecurityFilterChain burstAddress(HttpSecurity http) {
        return http.securityMatcher("/burst")
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> burstEndpoint(Graph graph, ChangeLog log, Events events) {
        return route(
                POST("/burst"),
                request -> ServerResponse.ok()
                        .body(burst(graph, log, events, number(request, "rate"), number(request, "seconds"))));
    }

    private static int number(ServerRequest request, String name) {
        return Integer.parseInt(request.param(name).orElseThrow());
    }

    private static int burst(Graph graph, ChangeLog log, Events events, int rate, int seconds)
            throws InterruptedException {
        List<Long> people =
                graph.read(ALL_USERS, Map.of()).getFirst().get("ids").asList(id -> id.asLong());
        SplittableRandom random = new SplittableRandom(7);
        long begun = System.nanoTime();
        int made = 0;
        try (ExecutorService tellers = Executors.newFixedThreadPool(
                TELLERS, Thread.ofVirtual().name("burst-", 0).factory())) {
            for (int batch = 1; batch <= BATCHES * seconds; batch++) {
                List<List<Long>> pairs = new ArrayList<>();
                while (pairs.size() < rate / BATCHES) {
                    long one = people.get(random.nextInt(people.size()));
                    long other = people.get(random.nextInt(people.size()));
                    if (one != other) {
                        pairs.add(List.of(Math.min(one, other), Math.max(one, other)));
                    }
                }
                graph.write(BEFRIEND.name(), PATIENCE, transaction -> {
                    List<Record> none = transaction.run(BEFRIEND, Map.of("pairs", pairs));
                    log.append(transaction, facts(pairs));
                    return none;
                });
                Instant now = Instant.now();
                pairs.forEach(pair -> tellers.execute(() -> events.publish(
                        new FriendshipFormed(new UserId(pair.getFirst()), new UserId(pair.getLast()), now))));
                made += pairs.size();
                long early = begun + batch * 1_000_000_000L / BATCHES - System.nanoTime();
                if (early > 0) {
                    Thread.sleep(Duration.ofNanos(early));
                }
                if (System.nanoTime() - begun >= seconds * 1_000_000_000L) {
                    break;
                }
            }
        }
        return made;
    }

    private static List<Fact> facts(List<List<Long>> pairs) {
        return pairs.stream()
                .flatMap(List::stream)
                .map(user -> new Fact("friends", user))
                .toList();
    }
}
