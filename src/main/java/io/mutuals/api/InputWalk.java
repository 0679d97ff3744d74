package io.mutuals.api;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
import graphql.language.StringValue;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Visits the input of an operation that fits the schema, with the values of its variables, and finds what the engine
 * would fail on only while it runs: variables that are null where the schema allows no null, and on request also ids
 * and page sizes that fields would refuse.
 *
 * <p>Each fragment is visited once, however often it is spread, so the work is linear in the length of the document.
 */
final class InputWalk {

    private static final String IF = "if";

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, @Nullable Object> variables;
    private final boolean thorough;
    private final Set<String> seen = new HashSet<>();
    private final List<Problem> forAll = new ArrayList<>();
    private final IdentityHashMap<Field, Problem> fields = new IdentityHashMap<>();
    private final List<Problem> inOrder = new ArrayList<>();
    private boolean introspecting;

    /**
     * @param variables the coerced variables; those without a value and a default are absent
     * @param thorough whether ids and page sizes are checked too
     */
    InputWalk(
            GraphQLSchema schema,
            Map<String, FragmentDefinition> fragments,
            Map<String, @Nullable Object> variables,
            boolean thorough) {
        this.schema = schema;
        this.fragments = fragments;
        this.variables = variables;
        this.thorough = thorough;
    }

    /** Visits the whole operation. */
    void through(OperationDefinition operation, GraphQLObjectType root) {
        through(operation.getSelectionSet(), root, List.of(), false);
    }

    /**
     * Returns the problems that refuse the whole request: null conditions of {@code @skip} and {@code @include}, and
     * arguments of introspection, which the engine reads before it runs any field.
     */
    List<Problem> forAll() {
        return forAll;
    }

    /** Returns the first problem of each field, in the order of the document. */
    List<Problem> problems() {
        return inOrder;
    }

    /** Returns the first problem of each field, by the identity of the field. */
    Map<Field, Problem> byField() {
        return fields;
    }

    /** @param listed whether a list lies above, so that the path is not known */
    private void through(@Nullable SelectionSet set, @Nullable GraphQLType type, List<Object> path, boolean listed) {
        if (set == null) {
            return;
        }
        for (Selection<?> selection : set.getSelections()) {
            if (!(selection instanceof DirectivesContainer<?> container) || !isIncluded(container)) {
                continue;
            }
            switch (selection) {
                case Field field -> through(field, type, path, listed);
                case InlineFragment inline ->
                    through(inline.getSelectionSet(), condition(inline.getTypeCondition(), type), path, listed);
                case FragmentSpread spread -> {
                    FragmentDefinition fragment = fragments.get(spread.getName());
                    if (fragment != null && seen.add(spread.getName())) {
                        through(fragment.getSelectionSet(), condition(fragment.getTypeCondition(), type), path, listed);
                    }
                }
                default -> {}
            }
        }
    }

    private @Nullable GraphQLType condition(@Nullable TypeName name, @Nullable GraphQLType otherwise) {
        return name == null ? otherwise : schema.getType(name.getName());
    }

    private void through(Field field, @Nullable GraphQLType parent, List<Object> path, boolean listed) {
        GraphQLFieldDefinition definition = definition(field, parent);
        if (definition == null) {
            return;
        }
        boolean wasIntrospecting = introspecting;
        introspecting |= field.getName().startsWith("__");
        List<Object> here = new ArrayList<>(path);
        if (!listed) {
            here.add(field.getResultKey());
        }
        for (GraphQLArgument argument : definition.getArguments()) {
            Argument given = field.getArguments().stream()
                    .filter(each -> each.getName().equals(argument.getName()))
                    .findFirst()
                    .orElse(null);
            if (given != null && !fields.containsKey(field)) {
                check(
                        new InputLocation(
                                field, here, given.getSourceLocation(), argument.getName(), argument.getName()),
                        argument.getType(),
                        given.getValue(),
                        argument.hasSetDefaultValue());
            }
        }
        boolean list = GraphQLTypeUtil.unwrapNonNull(definition.getType()) instanceof GraphQLList;
        through(field.getSelectionSet(), GraphQLTypeUtil.unwrapAll(definition.getType()), here, listed || list);
        introspecting = wasIntrospecting;
    }

    @SuppressWarnings("ReferenceEquality") // types of a schema are one object each
    private @Nullable GraphQLFieldDefinition definition(Field field, @Nullable GraphQLType parent) {
        if (parent == schema.getQueryType()) {
            if (field.getName()
                    .equals(schema.getIntrospectionSchemaFieldDefinition().getName())) {
                return schema.getIntrospectionSchemaFieldDefinition();
            }
            if (field.getName()
                    .equals(schema.getIntrospectionTypeFieldDefinition().getName())) {
                return schema.getIntrospectionTypeFieldDefinition();
            }
        }
        return parent instanceof GraphQLFieldsContainer container
                ? container.getFieldDefinition(field.getName())
                : null;
    }

    private boolean isIncluded(DirectivesContainer<?> selection) {
        boolean included = true;
        for (Directive directive : selection.getDirectives()) {
            boolean skip = directive.getName().equals("skip");
            if ((skip || directive.getName().equals("include")) && directive.getArgument(IF) != null) {
                included &= skip != isTrue(directive, !skip);
            }
        }
        return included;
    }

    private boolean isTrue(Directive directive, boolean otherwise) {
        Value<?> condition = directive.getArgument(IF).getValue();
        if (condition instanceof BooleanValue literal) {
            return literal.isValue();
        }
        if (condition instanceof VariableReference reference) {
            if (variables.get(reference.getName()) instanceof Boolean value) {
                return value;
            }
            forAll.add(new Problem(
                    ErrorCode.GRAPHQL_VALIDATION_FAILED,
                    "The variable \"$" + reference.getName() + "\" is null, but @" + directive.getName()
                            + " needs true or false. Give it one of them, or leave it out where it has a default.",
                    directive.getSourceLocation(),
                    List.of()));
        }
        return otherwise;
    }

    private void check(InputLocation location, GraphQLType type, Value<?> value, boolean hasDefault) {
        switch (value) {
            case VariableReference reference -> check(location, type, reference.getName(), hasDefault);
            case NullValue none -> {
                if (GraphQLTypeUtil.isNonNull(type)) {
                    found(location, "\"" + location.argument + "\" must not be null.");
                }
            }
            default -> checkLiteral(location, GraphQLTypeUtil.unwrapNonNull(type), value);
        }
    }

    private void check(InputLocation location, GraphQLType type, String variable, boolean hasDefault) {
        Object value = variables.get(variable);
        if (value != null) {
            if (thorough) {
                checkCoerced(location, GraphQLTypeUtil.unwrapNonNull(type), value);
            }
        } else if (GraphQLTypeUtil.isNonNull(type) && (variables.containsKey(variable) || !hasDefault)) {
            found(
                    location,
                    "\"" + location.argument + "\" must not be null, and the variable \"$" + variable
                            + "\" is. Give it a value, or leave it out where there is a default.");
        }
    }

    private void checkLiteral(InputLocation location, GraphQLType type, Value<?> value) {
        switch (type) {
            case GraphQLList list -> {
                List<? extends Value<?>> items = items(value);
                for (int i = 0; i < items.size(); i++) {
                    check(location.in(location.name, "[" + i + "]"), list.getWrappedType(), items.get(i), false);
                }
            }
            case GraphQLInputObjectType object
            when value instanceof ObjectValue literal -> checkFields(location, object, literal);
            case GraphQLScalarType scalar
            when thorough -> {
                switch (value) {
                    case StringValue text -> checkScalar(location, scalar, String.valueOf(text.getValue()));
                    case IntValue number -> checkScalar(location, scalar, number.getValue());
                    default -> {}
                }
            }
            default -> {}
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // the engine's list of values is raw
    private static List<? extends Value<?>> items(Value<?> value) {
        return value instanceof ArrayValue array ? (List) array.getValues() : List.of(value);
    }

    private void checkFields(InputLocation location, GraphQLInputObjectType object, ObjectValue literal) {
        for (ObjectField given : literal.getObjectFields()) {
            GraphQLInputObjectField field = object.getField(given.getName());
            if (field == null) {
                continue;
            }
            InputLocation below = location.in(given.getName(), "." + given.getName());
            if (object.isOneOf() && isNull(given.getValue())) {
                found(
                        below,
                        "\"" + below.argument + "\" must not be null: it is the one field of " + object.getName()
                                + " that is given.");
            }
            check(below, field.getType(), given.getValue(), field.hasSetDefaultValue());
        }
    }

    private boolean isNull(Value<?> value) {
        return value instanceof NullValue
                || (value instanceof VariableReference reference && variables.get(reference.getName()) == null);
    }

    private void checkCoerced(InputLocation location, GraphQLType type, Object value) {
        switch (type) {
            case GraphQLList list
            when value instanceof List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    Object item = items.get(i);
                    if (item != null) {
                        checkCoerced(
                                location.in(location.name, "[" + i + "]"),
                                GraphQLTypeUtil.unwrapNonNull(list.getWrappedType()),
                                item);
                    }
                }
            }
            case GraphQLList list ->
                checkCoerced(location, GraphQLTypeUtil.unwrapNonNull(list.getWrappedType()), value);
            case GraphQLInputObjectType object
            when value instanceof Map<?, ?> given -> {
                for (GraphQLInputObjectField field : object.getFields()) {
                    Object inside = given.get(field.getName());
                    if (inside != null) {
                        checkCoerced(
                                location.in(field.getName(), "." + field.getName()),
                                GraphQLTypeUtil.unwrapNonNull(field.getType()),
                                inside);
                    }
                }
            }
            case GraphQLScalarType scalar -> checkScalar(location, scalar, value);
            default -> {}
        }
    }

    private void checkScalar(InputLocation location, GraphQLScalarType scalar, Object value) {
        try {
            if (scalar.getName().equals("ID")) {
                IdNames.check(location.name, value.toString());
            } else if (value instanceof Number size
                    && (location.argument.equals("first") || location.argument.equals("last"))) {
                Page.size(location.argument, size.intValue());
            }
        } catch (RequestException refused) {
            found(location, refused.code(), refused.text());
        }
    }

    private void found(InputLocation location, String message) {
        found(location, ErrorCode.GRAPHQL_VALIDATION_FAILED, message);
    }

    private void found(InputLocation location, ErrorCode code, String message) {
        Problem problem = new Problem(code, message, location.source, location.path);
        if (introspecting) {
            forAll.add(problem);
        } else if (fields.putIfAbsent(location.field, problem) == null) {
            inOrder.add(problem);
        }
    }

    /**
     * A problem with the input.
     *
     * @param message a sentence for the client
     * @param path the path of the field, up to the first list above it; empty if the problem concerns no
     *     field
     */
    record Problem(ErrorCode code, String message, @Nullable SourceLocation location, List<Object> path) {}

    /**
     * The location of a value.
     *
     * @param name the argument or input field that holds it
     * @param argument its full path, such as {@code input.userIds[2]}
     */
    private record InputLocation(
            Field field, List<Object> path, @Nullable SourceLocation source, String name, String argument) {

        InputLocation in(String inner, String step) {
            return new InputLocation(field, path, source, inner, argument + step);
        }
    }
}
