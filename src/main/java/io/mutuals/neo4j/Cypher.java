package io.mutuals.neo4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Cypher text with named placeholders for fragments that other classes own:
 *
 * <pre>{@code
 * Cypher.of("MATCH (user:User) WHERE {maySee} RETURN {user} AS user")
 *         .with("maySee", Visibility.maySee("user"))
 *         .with("user", User.projection("user"))
 * }</pre>
 *
 * <p>A placeholder is a name in braces without blanks, a form that Cypher itself does not use. Fragments are program
 * text, never values: values are parameters. Fragments are inserted literally, so braces in them are not placeholders.
 *
 * <p>Immutable and thread-safe.
 */
public final class Cypher {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]\\w*)}");

    private final String template;
    private final Map<String, String> fragments;

    private Cypher(String template, Map<String, String> fragments) {
        this.template = template;
        this.fragments = fragments;
    }

    /** Returns a template whose placeholders have no fragments yet. */
    public static Cypher of(String template) {
        return new Cypher(template, Map.of());
    }

    /**
     * Returns this text with a fragment in every place of a placeholder.
     *
     * @throws IllegalArgumentException if the text has no such placeholder, or it already has a fragment
     */
    public Cypher with(String name, Object fragment) {
        if (fragments.containsKey(name)) {
            throw new IllegalArgumentException("The placeholder {" + name + "} already has a fragment");
        }
        if (!template.contains("{" + name + "}")) {
            throw new IllegalArgumentException("There is no placeholder {" + name + "} in: " + template);
        }
        Map<String, String> more = new LinkedHashMap<>(fragments);
        more.put(name, fragment.toString());
        return new Cypher(template, more);
    }

    /**
     * Returns the complete text.
     *
     * @throws IllegalStateException if a placeholder has no fragment
     */
    public String text() {
        return PLACEHOLDER.matcher(template).replaceAll(match -> Matcher.quoteReplacement(fragment(match.group(1))));
    }

    private String fragment(String name) {
        String fragment = fragments.get(name);
        if (fragment == null) {
            throw new IllegalStateException("The placeholder {" + name + "} has no fragment in: " + template);
        }
        return fragment;
    }

    @Override
    public String toString() {
        return text();
    }
}
