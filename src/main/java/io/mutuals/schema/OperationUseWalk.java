package io.mutuals.schema;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.ScalarInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the coordinates that an operation uses, which fits the schema. Selections that {@code @skip} and
 * {@code @include} may leave out are used. A field that is selected on an interface is one of the interface, not of the
 * types that implement it. Introspection is no part of it.
 *
 * <p>Each fragment is visited once, so the work is linear in the length of the document.
 */
final class OperationUseWalk {

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final SortedSet<String> coordinates = new TreeSet<>();
    private final Map<String, GraphQLInputType> inputs = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private OperationUseWalk(GraphQLSchema schema, Map<String, FragmentDefinition> fragments) {
        this.schema = schema;
        this.fragments = fragments;
    }

    static OperationUseWalk of(
            OperationDefinition operation, Map<String, FragmentDefinition> fragments, GraphQLSchema schema) {
        OperationUseWalk walk = new OperationUseWalk(schema, fragments);
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            GraphQLInputType type = walk.input(variable.getType());
            if (type != null) {
                walk.take(variable, type);
            }
        }
        walk.through(
                operation.getSelectionSet(),
                switch (operation.getOperation()) {
                    case QUERY -> schema.getQueryType();
                    case MUTATION -> schema.getMutationType();
                    case SUBSCRIPTION -> schema.getSubscriptionType();
                });
        return walk;
    }

    /** Returns the used elements. */
    SortedSet<String> coordinates() {
        return coordinates;
    }

    /** Returns the types of those variables that take enum values or objects, by name. */
    Map<String, GraphQLInputType> inputs() {
        return inputs;
    }

    private void take(VariableDefinition variable, GraphQLInputType type) {
        GraphQLNamedType named = GraphQLTypeUtil.unwrapAll(type);
        add(named);
        if (named instanceof GraphQLEnumType || named instanceof GraphQLInputObjectType) {
            inputs.put(variable.getName(), type);
        }
        literal(variable.getDefaultValue(), type);
    }

    private @Nullable GraphQLInputType input(graphql.language.Type<?> type) {
        return switch (type) {
            case graphql.language.NonNullType required -> input(required.getType());
            case graphql.language.ListType list -> input(list.getType());
            case TypeName name -> schema.getType(name.getName()) instanceof GraphQLInputType known ? known : null;
            default -> null;
        };
    }

    private void through(@Nullable SelectionSet set, @Nullable GraphQLType type) {
        if (set == null) {
            return;
        }
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> through(field, type);
                case InlineFragment inline ->
                    through(inline.getSelectionSet(), condition(inline.getTypeCondition(), type));
                case FragmentSpread spread -> {
                    FragmentDefinition fragment = fragments.get(spread.getName());
                    if (fragment != null && seen.add(spread.getName())) {
                        through(fragment.getSelectionSet(), condition(fragment.getTypeCondition(), type));
                    }
                }
                default -> {}
            }
        }
    }

    private @Nullable GraphQLType condition(@Nullable TypeName name, @Nullable GraphQLType otherwise) {
        GraphQLType type = name == null ? otherwise : schema.getType(name.getName());
        add(type);
        return type;
    }

    private void through(Field field, @Nullable GraphQLType parent) {
        add(parent);
        if (!(parent instanceof GraphQLFieldsContainer container)) {
            return;
        }
        GraphQLFieldDefinition definition = container.getFieldDefinition(field.getName());
        if (definition == null) {
            return;
        }
        String coordinate = SchemaElements.coordinate(container.getName(), definition.getName());
        coordinates.add(coordinate);
        for (Argument given : field.getArguments()) {
            GraphQLArgument argument = definition.getArgument(given.getName());
            if (argument != null) {
                coordinates.add(SchemaElements.argument(coordinate, argument.getName()));
                literal(given.getValue(), argument.getType());
            }
        }
        GraphQLNamedType type = GraphQLTypeUtil.unwrapAll(definition.getType());
        add(type);
        through(field.getSelectionSet(), type);
    }

    private void literal(@Nullable Value<?> value, GraphQLType type) {
        GraphQLType bare = GraphQLTypeUtil.unwrapNonNull(type);
        switch (value) {
            case ArrayValue list ->
                list.getValues()
                        .forEach(item ->
                                literal(item, bare instanceof GraphQLList items ? items.getWrappedType() : bare));
            case ObjectValue object
            when GraphQLTypeUtil.unwrapAll(bare) instanceof GraphQLInputObjectType input -> {
                add(input);
                for (ObjectField field : object.getObjectFields()) {
                    GraphQLInputObjectField definition = input.getFieldDefinition(field.getName());
                    if (definition != null) {
                        coordinates.add(SchemaElements.coordinate(input.getName(), definition.getName()));
                        literal(field.getValue(), definition.getType());
                    }
                }
            }
            case EnumValue named
            when GraphQLTypeUtil.unwrapAll(bare) instanceof GraphQLEnumType values -> {
                add(values);
                coordinates.add(SchemaElements.coordinate(values.getName(), named.getName()));
            }
            case null, default -> {}
        }
    }

    private void add(@Nullable GraphQLType type) {
        if (type instanceof GraphQLNamedType named
                && !named.getName().startsWith("__")
                && !ScalarInfo.isGraphqlSpecifiedScalar(named.getName())) {
            coordinates.add(named.getName());
        }
    }

    /** Adds the elements that the value of a variable uses, as the client has sent it. */
    static void ofValue(@Nullable Object value, GraphQLType type, Set<String> used) {
        if (value instanceof Collection<?> list) {
            GraphQLType bare = GraphQLTypeUtil.unwrapNonNull(type);
            GraphQLType items = bare instanceof GraphQLList wrapped ? wrapped.getWrappedType() : type;
            for (Object item : list) {
                ofValue(item, items, used);
            }
            return;
        }
        switch (GraphQLTypeUtil.unwrapAll(type)) {
            case GraphQLEnumType values
            when value instanceof String name && values.getValue(name) != null -> {
                used.add(values.getName());
                used.add(SchemaElements.coordinate(values.getName(), name));
            }
            case GraphQLInputObjectType input
            when value instanceof Map<?, ?> object -> {
                used.add(input.getName());
                for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
                    if (object.containsKey(field.getName())) {
                        used.add(SchemaElements.coordinate(input.getName(), field.getName()));
                        ofValue(object.get(field.getName()), field.getType(), used);
                    }
                }
            }
            default -> {}
        }
    }
}
