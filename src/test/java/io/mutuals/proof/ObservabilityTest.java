package io.mutuals.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import io.mutuals.Api;
import io.mutuals.InSecondLane;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Verifies spans and metrics: a long page has as many spans as a short one, and neither contains personal data. */
@MutualsTest
@Import(ObservabilityTest.Observed.class)
@TestPropertySource(properties = "management.prometheus.metrics.export.enabled=true")
@InSecondLane
class ObservabilityTest {

    private static final int MANY = 50;

    private final Api api;
    private final World world;
    private final Observed observed;

    ObservabilityTest(Api api, World world, Observed observed) {
        this.api = api;
        this.world = world;
        this.observed = observed;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends(
                "ada.private",
                IntStream.range(0, MANY).mapToObj(i -> "friend" + i).toArray(String[]::new));
        world.direct(7001, "ada.private", "friend1").says(7001, "friend1", "a secret between us");
    }

    @Test
    void longPageHasAsManySpansAsAShortOne() {
        String page = """
                { viewer { friends(first: %d) { nodes { handle relationship { isFriend }
                  friends(first: 2) { nodes { handle } } } } } }
                """;
        api.as("ada.private").data(page.formatted(1));
        List<String> one = observed.during(() -> api.as("ada.private").data(page.formatted(1)));
        List<String> many = observed.during(() -> api.as("ada.private").data(page.formatted(MANY)));
        assertThat(Set.copyOf(one))
                .containsExactlyInAnyOrder(
                        "http.server.requests", "graphql.request", "graphql.dataloader", "mutuals.neo4j.statement");
        assertThat(many).containsExactlyInAnyOrderElementsOf(one);
    }

    @Test
    void anAnswerPassesThroughTheFiltersOnce() {
        int before = observed.secondPasses.get();
        api.as("ada.private").data("{ viewer { friends(first: 5) { nodes { handle } } } }");
        assertThat(observed.secondPasses.get()).isEqualTo(before);
    }

    @Test
    void metricsRequireAnAdministratorAndContainNoPersonalData() throws Exception {
        api.as("ada.private")
                .data("{ viewer { conversations(first: 5) { nodes { lastMessage { body } } } "
                        + "friends(first: 5) { nodes { id } } } }");
        assertThat(metrics(null).statusCode()).isEqualTo(401);
        assertThat(metrics(LocalTokens.mint(world.number("ada.private"))).statusCode())
                .isEqualTo(403);
        HttpResponse<String> answer = metrics(LocalTokens.mint(world.number("ada.private"), "admin"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("mutuals_neo4j_statement_seconds_count{", "statement=\"conversations.inbox\"")
                .contains("mutuals_loader_keys")
                .contains("graphql_request_seconds_count{", "graphql_outcome=\"SUCCESS\"")
                .contains("graphql_dataloader_seconds_count{", "graphql_loader_name=\"inbox\"")
                .doesNotContain("ada.private", "friend1", "a secret", world.id("ada.private"));
        assertThat(observed.details)
                .isNotEmpty()
                .noneMatch(detail -> detail.contains("ada.private")
                        || detail.contains("a secret")
                        || detail.contains(world.id("ada.private")));
    }

    @Test
    void lateRequestsAndSocketsAreCounted() throws Exception {
        assertThat(metrics(LocalTokens.mint(world.number("ada.private"), "admin"))
                        .body())
                .contains(
                        "mutuals_request_late_total",
                        "mutuals_realtime_sockets ",
                        "mutuals_realtime_sockets_uninitialised ");
    }

    private HttpResponse<String> metrics(@Nullable String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.address().resolve("/actuator/prometheus"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Records every observation, each of which would become a span. */
    static final class Observed implements ObservationHandler<Observation.Context> {

        private final Queue<String> names = new ConcurrentLinkedQueue<>();
        private final Queue<String> details = new ConcurrentLinkedQueue<>();
        private final AtomicInteger secondPasses = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();

        @Bean
        FilterRegistrationBean<Filter> countsSecondPasses() {
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
                secondPasses.incrementAndGet();
                chain.doFilter(request, response);
            });
            filter.setDispatcherTypes(DispatcherType.ASYNC);
            return filter;
        }

        /** Returns the observations of a request. One ends after its response has arrived, so all are awaited. */
        List<String> during(Runnable work) {
            awaitEnds();
            names.clear();
            work.run();
            awaitEnds();
            return List.copyOf(names);
        }

        private void awaitEnds() {
            await().atMost(Duration.ofSeconds(30)).until(() -> open.get() == 0);
        }

        @Override
        public void onStart(Observation.Context context) {
            if (isRequest(context)) {
                open.incrementAndGet();
            }
        }

        @Override
        public void onStop(Observation.Context context) {
            if (belongsToRequest(context)) {
                names.add(context.getName());
            }
            details.add(context.getContextualName() + " "
                    + StreamSupport.stream(context.getAllKeyValues().spliterator(), false)
                            .map(Object::toString)
                            .toList());
            if (isRequest(context)) {
                open.decrementAndGet();
            }
        }

        // Background work of the server, such as reloading shared facts, belongs to no request.
        private static boolean belongsToRequest(Observation.ContextView context) {
            ObservationView parent = context.getParentObservation();
            return parent == null ? isRequest(context) : belongsToRequest(parent.getContextView());
        }

        private static boolean isRequest(Observation.ContextView context) {
            return context.getName().equals("http.server.requests");
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
