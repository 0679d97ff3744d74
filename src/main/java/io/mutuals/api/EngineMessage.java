package io.mutuals.api;

import java.util.regex.Pattern;

/**
 * Rewrites the engine's messages about documents and variables that do not fit the schema in terms of the query
 * language. The engine quotes values as its own objects, such as {@code EnumValue{name='X'}}, and names Java classes.
 * Both are left out: the location tells the client which value is meant.
 */
public final class EngineMessage {

    private static final String OBJECT = "\\w+(?:Value|Reference)\\{";

    /**
     * A quoted value, up to the complaint about it. Anchored at the start of the message, so that a long text of a
     * client is not searched from many positions.
     */
    private static final Pattern VALUE = Pattern.compile(
            "\\A(Validation error \\([^)]*\\) : (?:argument '[^']*'|Bad default)) (?:with )?value '(?=" + OBJECT
                    + ").*'(?= (?:is|must|contains|for type) )",
            Pattern.DOTALL);

    /** The rest of the message, which quotes the value once more. */
    private static final Pattern AGAIN = Pattern.compile(" - '?" + OBJECT + ".*", Pattern.DOTALL);

    private static final Pattern KINDS = Pattern.compile("an AST type of '(\\w+?)Value'(?: or '(\\w+?)Value')?");
    private static final Pattern CLASS = Pattern.compile(",? but it was a '[A-Z]\\w*'");

    private EngineMessage() {}

    /** Returns the English message without quoted values and names of classes. */
    public static String plain(String message) {
        String withoutValue = VALUE.matcher(message).replaceFirst("$1");
        String withoutRepetition = AGAIN.matcher(withoutValue).replaceFirst("");
        String kinds = KINDS.matcher(withoutRepetition)
                .replaceAll(found -> "a literal of kind '" + found.group(1)
                        + (found.group(2) == null ? "'" : "' or '" + found.group(2) + "'"));
        return CLASS.matcher(kinds).replaceAll("");
    }
}
