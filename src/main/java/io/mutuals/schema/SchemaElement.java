package io.mutuals.schema;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a schema that clients can name.
 *
 * @param coordinate the schema coordinate: {@code User}, {@code User.friends}, {@code User.friends(first:)}
 * @param parent the coordinate of the element that this one is part of; null for types
 * @param form the kind of a type, such as {@code enum}, or the type of a field, argument or input field
 * @param defaultValue the default of an argument or input field, as a literal; null if there is none
 * @param required whether each use of the parent must give a value for it
 * @param members the members of a union, or the interfaces that a type implements
 * @param deprecation null if it is not deprecated
 */
public record SchemaElement(
        String coordinate,
        @Nullable String parent,
        Kind kind,
        String form,
        @Nullable String defaultValue,
        boolean required,
        Set<String> members,
        @Nullable Deprecation deprecation) {

    /** The kinds of elements. */
    public enum Kind {
        TYPE,
        FIELD,
        ARGUMENT,
        INPUT_FIELD,
        ENUM_VALUE
    }
}
