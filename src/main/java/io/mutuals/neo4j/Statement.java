package io.mutuals.neo4j;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A named Cypher statement.
 *
 * <p>All parameters are sent in one map. Neo4j plans a statement again, which can take seconds, if the type of a
 * parameter or the order of magnitude of its size changes, but it ignores both inside a map.
 *
 * @param name the answer of the statement, such as {@code friends.page}; its name in metrics, traces and logs
 * @param text the text, with parameters instead of values so that its plan is cached; {@code $name} becomes
 *     {@code $in.name}
 */
public record Statement(String name, String text) {

    private static final String IN = "in";
    private static final Pattern PARAMETER = Pattern.compile("\\$([A-Za-z]\\w*)");

    public Statement {
        text = PARAMETER.matcher(text).replaceAll("\\$" + IN + ".$1");
    }

    /** Creates a statement from a text with named fragments. */
    public Statement(String name, Cypher text) {
        this(name, text.text());
    }

    /** Returns the parameters to send with {@link #text}. */
    public static Map<String, Object> parameters(Map<String, ?> all) {
        return Map.of(IN, all);
    }
}
