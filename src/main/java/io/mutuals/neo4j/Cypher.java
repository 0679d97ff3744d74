package io.mutuals.neo4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Cypher text with named gaps, each of which is filled with a fragment that another class owns:
 *
 * <pre>{@code
 * Cypher.of("MATCH (user:User) WHERE {maySee} RETURN {user} AS user")
 *         .with("maySee", Visibility.maySee("user"))
 *         .with("user", User.projection("user"))
 * }</pre>
 *
 * <p>A gap is a name between braces, without spaces; Cypher itself writes nothing of that form. Fragments are program
 * text, never values: values are parameters. Fragments are inserted as they are, so braces in them are not gaps.
 *
 * <p>Immutable and thread-safe.
 */
public final class Cypher {

    private static final Pattern GAP = Pattern.compile("\\{([a-z]\\w*)}");

    private final String template;
    private final Map<String, String> fragments;

    private Cypher(String template, Map<String, String> fragments) {
        this.template = template;
        this.fragments = fragments;
    }

    /** Returns a text whose gaps are all still empty. */
    public static Cypher of(String template) {
        return new Cypher(template, Map.of());
    }

    /**
     * Returns this text with one more gap filled, in every place where it occurs.
     *
     * @throws IllegalArgumentException when the text has no gap of this name, or it is filled already
     */
    public Cypher with(String name, Object fragment) {
        if (fragments.containsKey(name)) {
            throw new IllegalArgumentException("The gap {" + name + "} is filled already");
        }
        if (!template.contains("{" + name + "}")) {
            throw new IllegalArgumentException("There is no gap {" + name + "} in: " + template);
        }
        Map<String, String> more = new LinkedHashMap<>(fragments);
        more.put(name, fragment.toString());
        return new Cypher(template, more);
    }

    /**
     * Returns the complete text.
     *
     * @throws IllegalStateException when a gap is still empty
     */
    public String text() {
        return GAP.matcher(template).replaceAll(gap -> Matcher.quoteReplacement(fragment(gap.group(1))));
    }

    private String fragment(String name) {
        String fragment = fragments.get(name);
        if (fragment == null) {
            throw new IllegalStateException("The gap {" + name + "} is empty in: " + template);
        }
        return fragment;
    }

    @Override
    public String toString() {
        return text();
    }
}
