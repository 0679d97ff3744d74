package io.mutuals.neo4j;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Cypher statement with a name.
 *
 * <p>It is sent with one parameter, a map of all: Neo4j plans a statement anew for other types, and for each tenfold size, of its
 * parameters, which takes it up to some seconds, and of what is in a map it knows neither.
 *
 * @param name what the statement answers, such as {@code friends.page}; it names the statement in metrics, traces and logs
 * @param text parameters only, never values, so that the plan is cached; {@code $name} becomes {@code $in.name}
 */
public record Statement(String name, String text) {

    private static final String IN = "in";
    private static final Pattern PARAMETER = Pattern.compile("\\$([A-Za-z]\\w*)");

    public Statement {
        text = PARAMETER.matcher(text).replaceAll("\\$" + IN + ".$1");
    }

    /** A statement whose text is put together of named fragments. */
    public Statement(String name, Cypher text) {
        this(name, text.text());
    }

    /** What to send beside the {@link #text}. */
    public static Map<String, Object> parameters(Map<String, ?> all) {
        return Map.of(IN, all);
    }
}
