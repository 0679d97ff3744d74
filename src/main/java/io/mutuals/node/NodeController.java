package io.mutuals.node;

import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.GlobalId;
import io.mutuals.api.IdType;
import io.mutuals.api.Page;
import io.mutuals.api.RequestErrors;
import io.mutuals.api.RequestException;
import io.mutuals.security.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Resolves {@code Query.node} and {@code Query.nodes}. */
@Controller
class NodeController {

    private final Map<IdType, NodeSource> sources;

    NodeController(List<NodeSource> sources) {
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(NodeSource::idType, Function.identity()));
    }

    @QueryMapping
    CompletableFuture<? extends @Nullable Object> node(
            @Argument String id, Viewer viewer, DataFetchingEnvironment environment) {
        return load(GlobalId.parse(id), viewer, environment);
    }

    @QueryMapping
    CompletableFuture<DataFetcherResult<List<@Nullable Object>>> nodes(
            @Argument List<String> ids, Viewer viewer, DataFetchingEnvironment environment) {
        if (ids.size() > Page.MAX_FIRST) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"ids\" must contain at most " + Page.MAX_FIRST + " ids, but contains " + ids.size() + ".");
        }
        List<GraphQLError> errors = new ArrayList<>();
        List<CompletableFuture<? extends @Nullable Object>> found = new ArrayList<>();
        for (int index = 0; index < ids.size(); index++) {
            try {
                found.add(load(GlobalId.parse(ids.get(index)), viewer, environment));
            } catch (RequestException refused) {
                errors.add(RequestErrors.of(refused, environment, index));
                found.add(CompletableFuture.completedFuture(null));
            }
        }
        return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<@Nullable Object> nodes = new ArrayList<>();
            found.forEach(node -> nodes.add(node.join()));
            return DataFetcherResult.<List<@Nullable Object>>newResult()
                    .data(nodes)
                    .errors(errors)
                    .build();
        });
    }

    private CompletableFuture<? extends @Nullable Object> load(
            GlobalId id, Viewer viewer, DataFetchingEnvironment environment) {
        NodeSource source = sources.get(id.type());
        if (source == null) {
            throw new RequestException(
                    ErrorCode.INVALID_ID, "The id \"" + id + "\" has a type that cannot be loaded by id.");
        }
        return source.load(viewer, id.value(), environment);
    }
}
