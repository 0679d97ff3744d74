package io.mutuals.schema;

import graphql.language.OperationDefinition;
import graphql.schema.GraphQLInputType;
import io.mutuals.document.ClientApp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * What an operation uses of the schema, whatever the values of its variables.
 *
 * @param operation the name of the operation
 * @param shape identifies the set of coordinates, the same on all replicas
 * @param coordinates the used elements in their order, separated by commas
 * @param parts the used elements
 * @param inputs the types of those variables whose values may use further elements, by name
 */
record OperationUse(
        String operation, String shape, String coordinates, Set<String> parts, Map<String, GraphQLInputType> inputs) {

    /** 64 bits of a SHA-256, more than enough for all operations of all apps. */
    private static final int SHAPE_LENGTH = 16;

    static OperationUse of(OperationDefinition operation, OperationUseWalk walk) {
        SortedSet<String> used = walk.coordinates();
        String coordinates = String.join(",", used);
        return new OperationUse(
                ClientApp.name(operation.getName()),
                "#" + hash(coordinates),
                coordinates,
                Set.copyOf(used),
                Map.copyOf(walk.inputs()));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, SHAPE_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
