package io.mutuals.schema;

import graphql.language.AstPrinter;
import graphql.language.Node;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.InputValueWithState;
import graphql.schema.idl.ScalarInfo;
import io.mutuals.schema.SchemaElement.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists what clients can name in a schema. */
public final class SchemaElements {

    private final Map<String, SchemaElement> elements = new TreeMap<>();

    private SchemaElements() {}

    /**
     * Returns all elements of a schema by their coordinates, in their order. Introspection and the scalars of the
     * specification are no part of it.
     */
    public static Map<String, SchemaElement> of(GraphQLSchema schema) {
        SchemaElements all = new SchemaElements();
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (!type.getName().startsWith("__") && !ScalarInfo.isGraphqlSpecifiedScalar(type.getName())) {
                all.add(type);
            }
        }
        return all.elements;
    }

    /** Returns the coordinate of a field, an input field or an enum value. */
    static String coordinate(String type, String name) {
        return type + "." + name;
    }

    /** Returns the coordinate of an argument. */
    static String argument(String field, String name) {
        return field + "(" + name + ":)";
    }

    private void add(GraphQLNamedType type) {
        String name = type.getName();
        put(new SchemaElement(name, null, Kind.TYPE, form(type), null, false, members(type), null));
        switch (type) {
            case GraphQLFieldsContainer container ->
                container.getFieldDefinitions().forEach(field -> add(name, field));
            case GraphQLInputObjectType input -> input.getFieldDefinitions().forEach(field -> add(name, field));
            case GraphQLEnumType values -> values.getValues().forEach(value -> add(name, value));
            default -> {}
        }
    }

    private void add(String type, GraphQLFieldDefinition field) {
        String path = coordinate(type, field.getName());
        put(new SchemaElement(
                path,
                type,
                Kind.FIELD,
                GraphQLTypeUtil.simplePrint(field.getType()),
                null,
                false,
                Set.of(),
                deprecation(field.getDeprecationReason())));
        for (GraphQLArgument argument : field.getArguments()) {
            put(input(
                    argument(path, argument.getName()),
                    path,
                    Kind.ARGUMENT,
                    argument.getType(),
                    argument.getArgumentDefaultValue(),
                    argument.getDeprecationReason()));
        }
    }

    private void add(String type, GraphQLInputObjectField field) {
        put(input(
                coordinate(type, field.getName()),
                type,
                Kind.INPUT_FIELD,
                field.getType(),
                field.getInputFieldDefaultValue(),
                field.getDeprecationReason()));
    }

    private void add(String type, GraphQLEnumValueDefinition value) {
        put(new SchemaElement(
                coordinate(type, value.getName()),
                type,
                Kind.ENUM_VALUE,
                "",
                null,
                false,
                Set.of(),
                deprecation(value.getDeprecationReason())));
    }

    private static SchemaElement input(
            String coordinate,
            String parent,
            Kind kind,
            GraphQLInputType type,
            InputValueWithState standard,
            @Nullable String deprecated) {
        boolean required = type instanceof GraphQLNonNull && standard.isNotSet();
        return new SchemaElement(
                coordinate,
                parent,
                kind,
                GraphQLTypeUtil.simplePrint(type),
                standard.isNotSet() ? null : literal(standard.getValue()),
                required,
                Set.of(),
                deprecation(deprecated));
    }

    private static String literal(@Nullable Object value) {
        return value instanceof Node<?> node ? AstPrinter.printAst(node) : String.valueOf(value);
    }

    private static @Nullable Deprecation deprecation(@Nullable String reason) {
        return reason == null ? null : Deprecation.parse(reason);
    }

    private static String form(GraphQLNamedType type) {
        return switch (type) {
            case GraphQLInterfaceType shared -> "interface";
            case GraphQLFieldsContainer object -> "object type";
            case GraphQLUnionType union -> "union";
            case GraphQLEnumType values -> "enum";
            case GraphQLInputObjectType input -> input.isOneOf() ? "input type with @oneOf" : "input type";
            default -> "scalar";
        };
    }

    private static Set<String> members(GraphQLNamedType type) {
        List<? extends GraphQLNamedSchemaElement> members = switch (type) {
            case GraphQLUnionType union -> cast(union.getTypes());
            case GraphQLImplementingType implementing -> cast(implementing.getInterfaces());
            default -> List.of();
        };
        return members.stream().map(GraphQLNamedSchemaElement::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<? extends GraphQLNamedSchemaElement> cast(List<? extends GraphQLNamedSchemaElement> types) {
        return types;
    }

    private void put(SchemaElement element) {
        elements.put(element.coordinate(), element);
    }
}
