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

/** Asks the API as a client would, but from within this process: the same schema, controllers, loaders and rules. */
final class SimulatedClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ExecutionGraphQlService api;

    SimulatedClient(ExecutionGraphQlService api) {
        this.api = api;
    }

    /** The data of an operation. */
    JsonNode ask(long viewer, String document, Map<String, ?> variables, Role... roles) {
        var request = new DefaultExecutionGraphQlRequest(
                document,
                null,
                Map.copyOf(variables),
                Map.of(),
                UUID.randomUUID().toString(),
                Locale.ROOT);
        Viewer who = new Viewer(viewer, roles.length == 0 ? Set.of(Role.USER) : Set.of(roles));
        request.configureExecutionInput((input, builder) ->
                builder.graphQLContext(context -> context.of(Viewer.class, who)).build());
        var response = Objects.requireNonNull(api.execute(request).block());
        if (!response.getErrors().isEmpty()) {
            throw new IllegalStateException("The API refused a simulated client: "
                    + response.getErrors().getFirst().getMessage());
        }
        return JSON.valueToTree(response.getData());
    }

    /**
     * A mutation without which there is nothing to simulate.
     *
     * @throws SimulationRefused with the API's words when it was refused
     */
    void insist(long viewer, String mutation, Map<String, ?> input, Role... roles) {
        JsonNode errors = payload(viewer, mutation, input, "", roles).get("userErrors");
        if (!errors.isEmpty()) {
            throw new SimulationRefused(errors.at("/0/message").asString());
        }
    }

    /** The payload of a mutation; null when it was refused, as happens to people too. */
    @Nullable
    JsonNode change(long viewer, String mutation, Map<String, ?> input, String selection, Role... roles) {
        JsonNode payload = payload(viewer, mutation, input, selection, roles);
        return payload.get("userErrors").isEmpty() ? payload : null;
    }

    private JsonNode payload(long viewer, String mutation, Map<String, ?> input, String selection, Role... roles) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        return ask(
                        viewer,
                        "mutation ($input: %s) { %s(input: $input) { %s userErrors { message } } }"
                                .formatted(type, mutation, selection),
                        Map.of("input", input),
                        roles)
                .get(mutation);
    }

    /** Whom the viewer may know, best first, as a page shows them. */
    List<Shown> page(long viewer, int places) {
        JsonNode nodes = ask(
                        viewer,
                        "query ($first: Int!) { viewer { peopleYouMayKnow(first: $first) { nodes { user { id } impressionToken } } } }",
                        Map.of("first", places))
                .at("/viewer/peopleYouMayKnow/nodes");
        return nodes.valueStream()
                .map(node -> new Shown(
                        Viewer.USER_ID.decode(node.at("/user/id").asString()),
                        node.get("impressionToken").asString()))
                .toList();
    }

    /** A suggestion on a page. */
    record Shown(long person, String token) {}
}
