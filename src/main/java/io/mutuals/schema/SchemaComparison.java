package io.mutuals.schema;

import graphql.schema.GraphQLSchema;
import io.mutuals.schema.SchemaChange.Severity;
import io.mutuals.schema.SchemaElement.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions of the schema, by the rules of {@code findBreakingChanges} of the reference implementation.
 *
 * <p>The comparison of the engine, {@code SchemaDiff}, visits only what is reachable without going from an interface to
 * its implementations, and sees no {@code @oneOf} and no default of an input field; a test compares the two.
 */
public final class SchemaComparison {

    private final Map<String, SchemaElement> before;
    private final Map<String, SchemaElement> after;
    private final List<SchemaChange> changes = new ArrayList<>();

    private SchemaComparison(Map<String, SchemaElement> before, Map<String, SchemaElement> after) {
        this.before = before;
        this.after = after;
    }

    /** Returns the differences, the breaking ones first. Descriptions are not compared. */
    public static List<SchemaChange> between(GraphQLSchema before, GraphQLSchema after) {
        SchemaComparison comparison = new SchemaComparison(SchemaElements.of(before), SchemaElements.of(after));
        Set<String> all = new TreeSet<>(comparison.before.keySet());
        all.addAll(comparison.after.keySet());
        all.forEach(comparison::compare);
        return comparison.changes.stream().sorted().toList();
    }

    private void compare(String coordinate) {
        SchemaElement was = before.get(coordinate);
        SchemaElement is = after.get(coordinate);
        if (isOtherKind(was == null ? is : was)) {
            return;
        }
        if (was == null && is != null) {
            added(is);
        } else if (was != null && is == null) {
            removed(was);
        } else if (was != null && is != null) {
            compareForms(was, is);
            compareDefaults(was, is);
            if (was.form().equals(is.form())) {
                compareMembers(was, is);
            }
            compareDeprecations(was, is);
        }
    }

    /** Returns whether an element is part of a type that became of another kind, which tells all. */
    private boolean isOtherKind(@Nullable SchemaElement part) {
        String parent = part == null ? null : part.parent();
        SchemaElement was = parent == null ? null : before.get(parent);
        SchemaElement is = parent == null ? null : after.get(parent);
        return was != null
                && is != null
                && was.kind() == Kind.TYPE
                && !was.form().equals(is.form());
    }

    /** What is part of something new has not changed for any client. */
    private void added(SchemaElement element) {
        if (element.parent() != null && !before.containsKey(element.parent())) {
            return;
        }
        if (element.required()) {
            change(Severity.BREAKING, element, "was added, and is required.");
        } else if (element.kind() == Kind.ENUM_VALUE) {
            change(Severity.DANGEROUS, element, "was added.");
        } else {
            change(Severity.SAFE, element, "was added.");
        }
    }

    private void removed(SchemaElement element) {
        if (element.parent() == null || after.containsKey(element.parent())) {
            change(Severity.BREAKING, element, "was removed.");
        }
    }

    private void compareForms(SchemaElement was, SchemaElement is) {
        if (was.form().equals(is.form())) {
            return;
        }
        boolean safe = switch (was.kind()) {
            case TYPE, ENUM_VALUE -> false;
            case FIELD -> gives(is.form(), was.form());
            case ARGUMENT, INPUT_FIELD -> gives(was.form(), is.form());
        };
        String what = was.kind() == Kind.TYPE ? "became of another kind" : "changed its type";
        change(
                safe ? Severity.SAFE : Severity.BREAKING,
                is,
                what + ": from %s to %s.".formatted(code(was, was.form()), code(is, is.form())));
    }

    /** Returns whether each value of the type {@code given} is one of the type {@code wanted}. */
    private static boolean gives(String given, String wanted) {
        if (given.endsWith("!")) {
            return gives(inside(given, 0), wanted.endsWith("!") ? inside(wanted, 0) : wanted);
        }
        if (given.startsWith("[") && wanted.startsWith("[") && !wanted.endsWith("!")) {
            return gives(inside(given, 1), inside(wanted, 1));
        }
        return given.equals(wanted);
    }

    private static String inside(String type, int from) {
        return type.substring(from, type.length() - 1);
    }

    private void compareDefaults(SchemaElement was, SchemaElement is) {
        if (Objects.equals(was.defaultValue(), is.defaultValue())) {
            return;
        }
        String text = "changed its default: from %s to %s."
                .formatted(standard(was.defaultValue()), standard(is.defaultValue()));
        // Otherwise the type has become stricter too, which tells it.
        boolean nowRequired = is.required() && was.form().equals(is.form());
        change(nowRequired ? Severity.BREAKING : Severity.DANGEROUS, is, text);
    }

    private static String standard(@Nullable String value) {
        return value == null ? "none" : "`" + value + "`";
    }

    private void compareMembers(SchemaElement was, SchemaElement is) {
        boolean union = is.form().equals("union");
        for (String gone : without(was.members(), is.members())) {
            change(
                    Severity.BREAKING,
                    is,
                    (union ? "has no longer the member `" : "implements no longer `") + gone + "`.");
        }
        for (String come : without(is.members(), was.members())) {
            change(Severity.DANGEROUS, is, (union ? "has the new member `" : "now implements `") + come + "`.");
        }
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private void compareDeprecations(SchemaElement was, SchemaElement is) {
        if (Objects.equals(was.deprecation(), is.deprecation())) {
            return;
        }
        Deprecation now = is.deprecation();
        change(Severity.SAFE, is, now == null ? "is no longer deprecated." : "is deprecated: " + now.reason());
    }

    private static String code(SchemaElement element, String form) {
        return element.kind() == Kind.TYPE ? form : "`" + form + "`";
    }

    private void change(Severity severity, SchemaElement element, String what) {
        changes.add(new SchemaChange(severity, element.coordinate(), "`" + element.coordinate() + "` " + what));
    }
}
