package io.mutuals.api;

import java.util.regex.Pattern;

/**
 * What the engine says of a document that does not fit the schema, in words of the query language alone. It quotes values as its own objects, such as
 * {@code EnumValue{name='X'}}; whoever wrote them finds them by the location, so they are left out.
 */
final class EngineMessage {

    private static final String OBJECT = "'?\\w+(?:Value|Reference)\\{.*";

    /** A quoted value, up to what is said of it. */
    private static final Pattern VALUE = Pattern.compile(
            " (?:with )?value '(?=" + OBJECT + ").*'(?= (?:is|must|contains|for type) )", Pattern.DOTALL);

    /** What follows it that quotes a value once more. */
    private static final Pattern AGAIN = Pattern.compile(" - " + OBJECT, Pattern.DOTALL);

    private static final Pattern KINDS =
            Pattern.compile("an AST type of '(\\w+?)(?:Value)?' but it was a '(\\w+?)(?:Value)?'");

    private EngineMessage() {}

    /** The message without names of classes. */
    static String plain(String message) {
        String withoutValue = VALUE.matcher(message).replaceFirst("");
        String once = AGAIN.matcher(withoutValue).replaceFirst("");
        return KINDS.matcher(once).replaceAll("a literal of kind '$1' but it was '$2'");
    }
}
