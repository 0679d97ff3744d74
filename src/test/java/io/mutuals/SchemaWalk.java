package io.mutuals;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Generates selections that cover the whole schema, so that fields added later are covered too. A path does not enter a
 * type twice, except for types that refer to their own kind: friends of friends, answers to messages and comments.
 */
public final class SchemaWalk {

    /** Values of required arguments by name; a field with another required argument is skipped. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "size",
            "64",
            "first",
            "9",
            "direction",
            "INCOMING",
            "last",
            "9",
            "query",
            "\"a\"",
            "videoId",
            "\"" + World.id("vid", 503) + "\"",
            "userId",
            "\"" + World.id("usr", 1) + "\"",
            "variant",
            "\"control\"",
            "target",
            "\"friends-of-friends\"");

    private static final Set<String> SELF_REFERRING = Set.of("User", "Message", "Comment");

    private final GraphQLSchema schema;
    private final Set<String> exempt;
    private final Set<String> walked = new TreeSet<>();
    private int aliases;

    /** @param exempt coordinates to skip, such as {@code Viewer.blocks} */
    public SchemaWalk(GraphQLSchema schema, Set<String> exempt) {
        this.schema = schema;
        this.exempt = exempt;
    }

    /** Returns a selection of everything below {@code type}, at most {@code depth} objects deep. */
    public String below(String type, int depth) {
        return below(schema.getObjectType(type), depth, List.of());
    }

    /** Returns the coordinates of all fields in the selections so far. */
    public Set<String> walked() {
        return walked;
    }

    /** Returns the coordinates of all fields that a query can reach, except below exempt ones. */
    public Set<String> reachable() {
        Set<String> reachable = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        List<GraphQLObjectType> open = new ArrayList<>(List.of(schema.getQueryType()));
        while (!open.isEmpty()) {
            GraphQLObjectType type = open.removeLast();
            if (!seen.add(type.getName())) {
                continue;
            }
            for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
                String coordinate = type.getName() + "." + field.getName();
                if (!exempt.contains(coordinate)) {
                    reachable.add(coordinate);
                    open.addAll(objects(GraphQLTypeUtil.unwrapAll(field.getType())));
                }
            }
        }
        return reachable;
    }

    private String below(GraphQLObjectType type, int depth, List<String> above) {
        List<String> here = new ArrayList<>(above);
        here.add(type.getName());
        StringBuilder selection = new StringBuilder("{ __typename");
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            String coordinate = type.getName() + "." + field.getName();
            List<GraphQLObjectType> inside = objects(GraphQLTypeUtil.unwrapAll(field.getType()));
            boolean again = inside.stream().anyMatch(object -> isEnough(object.getName(), here));
            if (exempt.contains(coordinate) || (!inside.isEmpty() && (depth == 0 || again))) {
                continue;
            }
            String arguments = arguments(field);
            if (arguments == null) {
                continue;
            }
            walked.add(coordinate);
            selection
                    .append(" f")
                    .append(aliases++)
                    .append(": ")
                    .append(field.getName())
                    .append(arguments);
            if (inside.size() == 1 && GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType only) {
                selection.append(' ').append(below(only, depth - 1, here));
            } else if (!inside.isEmpty()) {
                selection.append(inside.stream()
                        .map(object -> "... on " + object.getName() + " " + below(object, depth - 1, here))
                        .collect(Collectors.joining(" ", " { __typename ", " }")));
            }
        }
        return selection.append(" }").toString();
    }

    private static boolean isEnough(String type, List<String> above) {
        return above.stream().filter(type::equals).count() >= (SELF_REFERRING.contains(type) ? 2 : 1);
    }

    private static @Nullable String arguments(GraphQLFieldDefinition field) {
        List<String> given = new ArrayList<>();
        boolean backwards = field.getArgument("last") != null;
        for (GraphQLArgument argument : field.getArguments()) {
            boolean required = argument.getType() instanceof GraphQLNonNull && !argument.hasSetDefaultValue();
            boolean wanted = required || (backwards && argument.getName().equals("last"));
            if (wanted && !ARGUMENTS.containsKey(argument.getName())) {
                return null;
            }
            if (wanted) {
                given.add(argument.getName() + ": " + ARGUMENTS.get(argument.getName()));
            }
        }
        return given.isEmpty() ? "" : given.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private List<GraphQLObjectType> objects(GraphQLNamedType type) {
        return switch (type) {
            case GraphQLObjectType object -> List.of(object);
            case GraphQLUnionType union ->
                union.getTypes().stream()
                        .map(member -> schema.getObjectType(member.getName()))
                        .toList();
            case GraphQLInterfaceType shared -> schema.getImplementations(shared);
            default -> List.of();
        };
    }
}
