package io.mutuals.api;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An input field of a mutation and its ancestors, from the argument {@code input} on. */
record InputPath(GraphQLInputType input, List<String> path, GraphQLInputType type) {

    /** Returns all input fields of a mutation, nested ones included. */
    static List<InputPath> of(GraphQLFieldDefinition mutation) {
        List<InputPath> places = new ArrayList<>();
        GraphQLInputType input = mutation.getArgument("input").getType();
        places(input, input, List.of(), places);
        return places;
    }

    String name() {
        return path.getLast();
    }

    /** Returns the whole input as a literal with its required fields, and with {@code value} for this field. */
    String holding(String value) {
        return literal(input, "", path, value);
    }

    /** Returns the same input as the value of a variable. */
    Object asVariable(@Nullable Object value) {
        return Objects.requireNonNull(value(input, "", path, value));
    }

    private static void places(GraphQLInputType input, GraphQLType type, List<String> path, List<InputPath> places) {
        if (GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType object) {
            for (GraphQLInputObjectField field : object.getFields()) {
                List<String> below = new ArrayList<>(path);
                below.add(field.getName());
                places.add(new InputPath(input, below, field.getType()));
                places(input, field.getType(), below, places);
            }
        }
    }

    /** Returns the required fields of {@code type} as a literal, with {@code value} at the end of {@code path}. */
    static String literal(GraphQLType type, String name, @Nullable List<String> path, @Nullable String value) {
        if (path != null && path.isEmpty()) {
            return String.valueOf(value);
        }
        return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLList list -> "[" + literal(list.getWrappedType(), name, path, value) + "]";
            case GraphQLInputObjectType object -> {
                List<String> fields = new ArrayList<>();
                for (GraphQLInputObjectField field : object.getFields()) {
                    List<String> below = below(path, field);
                    if (below != null || isRequired(field)) {
                        fields.add(field.getName() + ": " + literal(field.getType(), field.getName(), below, value));
                    }
                }
                yield "{" + String.join(", ", fields) + "}";
            }
            case GraphQLEnumType names -> names.getValues().getFirst().getName();
            default -> JsonMapper.shared().writeValueAsString(scalar(type, name));
        };
    }

    private static @Nullable Object value(
            GraphQLType type, String name, @Nullable List<String> path, @Nullable Object value) {
        if (path != null && path.isEmpty()) {
            return value;
        }
        return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLList list -> Collections.singletonList(value(list.getWrappedType(), name, path, value));
            case GraphQLInputObjectType object -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                for (GraphQLInputObjectField field : object.getFields()) {
                    List<String> below = below(path, field);
                    if (below != null || isRequired(field)) {
                        fields.put(field.getName(), value(field.getType(), field.getName(), below, value));
                    }
                }
                yield fields;
            }
            case GraphQLEnumType names -> names.getValues().getFirst().getName();
            default -> scalar(type, name);
        };
    }

    /** Returns the rest of the path below {@code field}, or null if the path does not lead through it. */
    private static @Nullable List<String> below(@Nullable List<String> path, GraphQLInputObjectField field) {
        return path != null && path.getFirst().equals(field.getName()) ? path.subList(1, path.size()) : null;
    }

    private static boolean isRequired(GraphQLInputObjectField field) {
        return field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue();
    }

    private static Object scalar(GraphQLType type, String name) {
        return switch (GraphQLTypeUtil.unwrapAll(type).getName()) {
            case "ID" -> World.id(kind(name), 1);
            case "Int", "Float" -> 1;
            case "Boolean" -> true;
            case "DateTime" -> "2026-03-04T12:00:00Z";
            case "Date" -> "1990-05-17";
            default -> "x";
        };
    }

    private static String kind(String name) {
        return switch (name) {
            case "conversationId", "conversationIds" -> "cnv";
            case "messageId", "replyTo" -> "msg";
            case "videoId" -> "vid";
            case "commentId", "replyToId" -> "cmt";
            case "reportId" -> "rep";
            case "friendLinkId" -> "lnk";
            case "requestId" -> "srq";
            case "applicationId" -> "apl";
            default -> "usr";
        };
    }
}
