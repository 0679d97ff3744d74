package io.mutuals.experiment.simulation;

import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as a client would, but within this process: the same schema, controllers, loaders and rules. */
final class SimulatedClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ExecutionGraphQlService api;

    SimulatedClient(ExecutionGraphQlService api) {
        this.api = api;
    }

    /**
     * Executes an operation and returns its data.
     *
     * @throws IllegalStateException if the API answers with errors
     */
    JsonNode execute(long viewer, String document, Map<String, ?> variables, Role... roles) {
        var request = new DefaultExecutionGraphQlRequest(
                document,
                null,
                Map.copyOf(variables),
                Map.of(),
                UUID.randomUUID().toString(),
                Locale.ROOT);
        Viewer caller = new Viewer(viewer, roles.length == 0 ? Set.of(Role.USER) : Set.of(roles));
        request.configureExecutionInput(
                (input, builder) -> builder.graphQLContext(context -> context.of(Viewer.class, caller))
                        .build());
        var response = Objects.requireNonNull(api.execute(request).block());
        if (!response.getErrors().isEmpty()) {
            throw new IllegalStateException("The API refused a simulated client: "
                    + response.getErrors().getFirst().getMessage());
        }
        return JSON.valueToTree(response.getData());
    }

    /**
     * Executes a mutation that the simulation depends on.
     *
     * @throws SimulationRefused with the API's message if it is refused
     */
    void require(long viewer, String mutation, Map<String, ?> input, Role... roles) {
        JsonNode errors = payload(viewer, mutation, input, "", roles).get("userErrors");
        if (!errors.isEmpty()) {
            throw new SimulationRefused(errors.at("/0/message").asString());
        }
    }

    /** Executes a mutation and returns its payload; null if it is refused, as happens to real users too. */
    @Nullable
    JsonNode change(long viewer, String mutation, Map<String, ?> input, String selection, Role... roles) {
        JsonNode payload = payload(viewer, mutation, input, selection, roles);
        return payload.get("userErrors").isEmpty() ? payload : null;
    }

    private JsonNode payload(long viewer, String mutation, Map<String, ?> input, String selection, Role... roles) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        return execute(
                        viewer,
                        "mutation ($input: %s) { %s(input: $input) { %s userErrors { message } } }"
                                .formatted(type, mutation, selection),
                        Map.of("input", input),
                        roles)
                .get(mutation);
    }

    /** The viewer's suggestions, best first, as a page shows them. */
    List<SuggestionView> page(long viewer, int places) {
        JsonNode nodes = execute(
                        viewer,
                        "query ($first: Int!) { viewer { peopleYouMayKnow(first: $first) { nodes { user { "
                                + "id } impressionToken } } } }",
                        Map.of("first", places))
                .at("/viewer/peopleYouMayKnow/nodes");
        return nodes.valueStream()
                .map(node -> new SuggestionView(
                        Viewer.USER_ID.decode(node.at("/user/id").asString()),
                        node.get("impressionToken").asString()))
                .toList();
    }

    /** A suggestion on a page. */
    record SuggestionView(long user, String token) {}
}
