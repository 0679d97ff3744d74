package io.mutuals.api;

import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.FieldValueInfo.CompleteValueType;
import graphql.execution.MergedField;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes queries, and completes objects that only have properties of theirs to tell in one pass. The engine would
 * make a step, a path, a set of parameters and a result for each field of each item of a page, in case that one of them
 * has a loader or fails. An object of which a value is missing, wrong or not there yet is left to the engine, so errors
 * are its own; properties must therefore have no side effects.
 *
 * <p>To the engine such an object is a value like a scalar: it has no fields for whose loaders it would wait.
 */
@SuppressWarnings("NullAway") // the engine hands over nulls that its types do not declare
final class PlainObjectStrategy extends AsyncExecutionStrategy {

    private static final Logger log = LoggerFactory.getLogger(PlainObjectStrategy.class);

    PlainObjectStrategy(DataFetcherExceptionHandler failures) {
        super(failures);
    }

    @Override
    protected Object completeValueForObject(
            ExecutionContext context, ExecutionStrategyParameters parameters, GraphQLObjectType type, Object source) {
        Optional<PlainObjectPlan> plan = plan(context, parameters.getField(), type);
        if (plan.isPresent()) {
            try {
                return plan.get().complete(source);
            } catch (Exception unusual) {
                log.trace("The engine completes an object of {}", type.getName(), unusual);
            }
        }
        return super.completeValueForObject(context, parameters, type, source);
    }

    @Override
    protected FieldValueInfo completeValueForList(
            ExecutionContext context, ExecutionStrategyParameters parameters, Iterable<Object> sources) {
        GraphQLType item =
                GraphQLTypeUtil.unwrapOne(parameters.getExecutionStepInfo().getUnwrappedNonNullType());
        if (GraphQLTypeUtil.unwrapNonNull(item) instanceof GraphQLObjectType type) {
            Optional<PlainObjectPlan> plan = plan(context, parameters.getField(), type);
            if (plan.isPresent()) {
                try {
                    List<Object> items = plan.get().completeAll(sources, GraphQLTypeUtil.isNonNull(item));
                    return new FieldValueInfo(CompleteValueType.LIST, items);
                } catch (Exception unusual) {
                    log.trace("The engine completes a list of {}", type.getName(), unusual);
                }
            }
        }
        return super.completeValueForList(context, parameters, sources);
    }

    private static Optional<PlainObjectPlan> plan(ExecutionContext context, MergedField field, GraphQLObjectType type) {
        if (context.hasIncrementalSupport()) {
            return Optional.empty();
        }
        Plans plans = context.getGraphQLContext().computeIfAbsent(Plans.class, first -> new Plans());
        return plans.known.computeIfAbsent(
                new Place(field, type), first -> Optional.ofNullable(PlainObjectPlan.of(context, field, type)));
    }

    /** The plans of one execution. */
    private static final class Plans {

        private final Map<Place, Optional<PlainObjectPlan>> known = new ConcurrentHashMap<>();
    }

    /** A field of the document, and the type of the objects that it returns. */
    private record Place(MergedField field, GraphQLObjectType type) {}
}
