package io.mutuals.api;

import java.util.regex.Pattern;

/**
 * What the engine says of a document or of variables that do not fit the schema, in words of the query language alone. It quotes values as its own
 * objects, such as {@code EnumValue{name='X'}}, and names classes; whoever wrote the value finds it by the location, so both are left out.
 */
final class EngineMessage {

    private static final String OBJECT = "\\w+(?:Value|Reference)\\{";

    /** A quoted value, up to what is said of it. It has one place, or a long text of a client would be searched from many. */
    private static final Pattern VALUE = Pattern.compile(
            "\\A(Validation error \\([^)]*\\) : (?:argument '[^']*'|Bad default)) (?:with )?value '(?=" + OBJECT
                    + ").*'(?= (?:is|must|contains|for type) )",
            Pattern.DOTALL);

    /** What follows it that quotes a value once more. */
    private static final Pattern AGAIN = Pattern.compile(" - '?" + OBJECT + ".*", Pattern.DOTALL);

    private static final Pattern KINDS = Pattern.compile("an AST type of '(\\w+?)Value'(?: or '(\\w+?)Value')?");
    private static final Pattern CLASS = Pattern.compile(",? but it was a '[A-Z]\\w*'");

    private EngineMessage() {}

    /** The message, which is in English, without names of classes. */
    static String plain(String message) {
        String withoutValue = VALUE.matcher(message).replaceFirst("$1");
        String once = AGAIN.matcher(withoutValue).replaceFirst("");
        String kinds = KINDS.matcher(once)
                .replaceAll(found -> "a literal of kind '" + found.group(1)
                        + (found.group(2) == null ? "'" : "' or '" + found.group(2) + "'"));
        return CLASS.matcher(kinds).replaceAll("");
    }
}
