package io.mutuals.api;

import graphql.execution.DataFetcherResult;
import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.LightDataFetcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * How to complete an object whose selected fields are all properties of it: scalars, enums, and objects and lists of
 * which the same is true. Valid for one execution, whose variables decide which fields are included.
 */
@SuppressWarnings("NullAway") // the engine hands over nulls that its types do not declare
final class PlainObjectPlan {

    private static final String TYPE_NAME = Introspection.TypeNameMetaFieldDef.getName();

    /** The number of properties up to which planning pays, and takes no time that a client could abuse. */
    private static final int MOST_PROPERTIES = 500;

    private final ExecutionContext context;
    private final List<String> keys;
    private final List<Property> properties;

    private PlainObjectPlan(ExecutionContext context, List<String> keys, List<Property> properties) {
        this.context = context;
        this.keys = keys;
        this.properties = properties;
    }

    /** Returns the plan of the objects of {@code type} that {@code field} returns; null if they are not plain. */
    static @Nullable PlainObjectPlan of(ExecutionContext context, MergedField field, GraphQLObjectType type) {
        return new Planner(context).plan(field, type);
    }

    private static final class Planner {

        private final ExecutionContext context;
        private final FieldCollector collector = new FieldCollector();
        private int planned;

        private Planner(ExecutionContext context) {
            this.context = context;
        }

        private @Nullable PlainObjectPlan plan(MergedField field, GraphQLObjectType type) {
            if (Introspection.isIntrospectionTypes(type)) {
                return null;
            }
            MergedSelectionSet selected = collector.collectFields(
                    FieldCollectorParameters.newParameters()
                            .schema(context.getGraphQLSchema())
                            .objectType(type)
                            .fragments(context.getFragmentsByName())
                            .variables(context.getCoercedVariables().toMap())
                            .graphQLContext(context.getGraphQLContext())
                            .build(),
                    field);
            List<Property> properties = new ArrayList<>(selected.size());
            for (String key : selected.getKeys()) {
                Property property = planned++ < MOST_PROPERTIES ? property(selected.getSubField(key), type) : null;
                if (property == null) {
                    return null;
                }
                properties.add(property);
            }
            return new PlainObjectPlan(context, selected.getKeys(), properties);
        }

        private @Nullable Property property(MergedField field, GraphQLObjectType parent) {
            if (field.getName().equals(TYPE_NAME)) {
                return new Property(null, null, new Value.TypeName(parent.getName()));
            }
            GraphQLFieldDefinition definition =
                    Introspection.getFieldDefinition(context.getGraphQLSchema(), parent, field.getName());
            DataFetcher<?> fetcher =
                    context.getGraphQLSchema().getCodeRegistry().getDataFetcher(parent, definition);
            if (!(fetcher instanceof LightDataFetcher<?> light)
                    || !definition.getArguments().isEmpty()) {
                return null;
            }
            Value value = value(field, definition.getType());
            return value == null ? null : new Property(definition, light, value);
        }

        private @Nullable Value value(MergedField field, GraphQLType declared) {
            boolean required = GraphQLTypeUtil.isNonNull(declared);
            return switch (GraphQLTypeUtil.unwrapNonNull(declared)) {
                case GraphQLScalarType scalar -> new Value.Scalar(scalar, required);
                case GraphQLEnumType names -> new Value.Name(names, required);
                case GraphQLObjectType object -> {
                    PlainObjectPlan plan = plan(field, object);
                    yield plan == null ? null : new Value.Nested(plan, required);
                }
                case GraphQLList list -> {
                    Value item = value(field, list.getWrappedType());
                    yield item == null ? null : new Value.Items(item, required);
                }
                default -> null;
            };
        }
    }

    /**
     * Completes an object.
     *
     * @throws Exception if a value is not what its type promises, or is not there yet; the engine then completes the
     *     object anew, and reports what is wrong with it
     */
    Object complete(Object source) throws Exception {
        List<Object> values = new ArrayList<>(properties.size());
        for (Property property : properties) {
            values.add(property.complete(source, context));
        }
        return context.getResponseMapFactory().createInsertionOrdered(keys, values);
    }

    /** Completes a list of objects, of which none may be null if {@code required}. */
    List<Object> completeAll(Iterable<?> sources, boolean required) throws Exception {
        return new Value.Items(new Value.Nested(this, required), false).items(sources, context);
    }

    private record Property(
            @Nullable GraphQLFieldDefinition definition,
            @Nullable LightDataFetcher<?> fetcher,
            Value value) {

        @Nullable
        Object complete(Object source, ExecutionContext context) throws Exception {
            return value.complete(
                    fetcher == null ? source : fetcher.get(definition, source, Property::environment), context);
        }

        /** What needs its environment is no property. */
        private static DataFetchingEnvironment environment() {
            throw new Unusual();
        }
    }

    /** The type of a property. */
    private sealed interface Value {

        boolean required();

        Object present(Object raw, ExecutionContext context) throws Exception;

        default @Nullable Object complete(@Nullable Object fetched, ExecutionContext context) throws Exception {
            Object raw = context.getValueUnboxer().unbox(fetched);
            Object completed = raw == null ? null : present(refuseWrapped(raw), context);
            if (completed == null && required()) {
                throw new Unusual();
            }
            return completed;
        }

        private static Object refuseWrapped(Object raw) {
            if (raw instanceof DataFetcherResult
                    || raw instanceof CompletionStage
                    || raw instanceof Publisher
                    || raw instanceof Flow.Publisher) {
                throw new Unusual();
            }
            return raw;
        }

        record TypeName(String name) implements Value {

            @Override
            public boolean required() {
                return true;
            }

            @Override
            public Object present(Object raw, ExecutionContext context) {
                return name;
            }
        }

        record Scalar(GraphQLScalarType type, boolean required) implements Value {

            @Override
            public Object present(Object raw, ExecutionContext context) {
                return type.getCoercing().serialize(raw, context.getGraphQLContext(), context.getLocale());
            }
        }

        record Name(GraphQLEnumType type, boolean required) implements Value {

            @Override
            public Object present(Object raw, ExecutionContext context) {
                return type.serialize(raw, context.getGraphQLContext(), context.getLocale());
            }
        }

        record Nested(PlainObjectPlan plan, boolean required) implements Value {

            @Override
            public Object present(Object raw, ExecutionContext context) throws Exception {
                return plan.complete(raw);
            }
        }

        record Items(Value item, boolean required) implements Value {

            @Override
            public Object present(Object raw, ExecutionContext context) throws Exception {
                if (raw instanceof Collection<?> collection) {
                    return items(collection, context);
                }
                throw new Unusual();
            }

            List<Object> items(Iterable<?> raw, ExecutionContext context) throws Exception {
                List<Object> items =
                        raw instanceof Collection<?> sized ? new ArrayList<>(sized.size()) : new ArrayList<>();
                for (Object each : raw) {
                    items.add(item.complete(each, context));
                }
                return items;
            }
        }
    }

    /** Thrown to leave an object to the engine. */
    private static final class Unusual extends RuntimeException {

        private Unusual() {
            super("Left to the engine", null, false, false);
        }
    }
}
