package io.mutuals.suggestion.evaluation.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Builds HTML and SVG that are also well-formed XML. Attributes are passed as alternating names and values. Not
 * thread-safe.
 */
final class Markup {

    private final StringBuilder written = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    Markup open(String tag, Object... attributes) {
        start(tag, attributes);
        written.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the innermost open element. */
    Markup close() {
        written.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** Appends an empty element. */
    Markup empty(String tag, Object... attributes) {
        start(tag, attributes);
        written.append("/>");
        return this;
    }

    /** Appends an element that contains only text, which is escaped. */
    Markup text(String tag, String text, Object... attributes) {
        start(tag, attributes);
        written.append('>').append(escaped(text)).append("</").append(tag).append('>');
        return this;
    }

    Markup text(String text) {
        written.append(escaped(text));
        return this;
    }

    /** Appends markup unchanged. */
    Markup raw(String markup) {
        written.append(markup);
        return this;
    }

    private void start(String tag, Object... attributes) {
        written.append('<').append(tag);
        for (int at = 0; at < attributes.length; at += 2) {
            written.append(' ')
                    .append(attributes[at])
                    .append("=\"")
                    .append(value(attributes[at + 1]))
                    .append('"');
        }
    }

    private static String value(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, "%.1f", number)
                : escaped(String.valueOf(value));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
