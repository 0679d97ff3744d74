package io.mutuals.api;

import graphql.language.Argument;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a request selects below a field, by the document itself. The engine's {@code
 * DataFetchingFieldSelectionSet} would normalise the whole operation for it, with each request.
 *
 * <p>Fragments are followed whatever their type, {@code @skip} and {@code @include} are obeyed, and an alias hides
 * nothing. Takes time in the length of the document below the field.
 */
public final class Selections {

    private static final String TOTAL_COUNT = "totalCount";

    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Object> variables;
    private final String wanted;
    private final boolean anywhere;
    private final Set<String> seen = new HashSet<>();

    private Selections(DataFetchingEnvironment environment, String wanted, boolean anywhere) {
        this.fragments = environment.getFragmentsByName();
        this.variables = environment.getVariables();
        this.wanted = wanted;
        this.anywhere = anywhere;
    }

    /** Returns whether the client asks for the size of the whole list whose page the field returns. */
    public static boolean wantTotalCount(DataFetchingEnvironment environment) {
        return new Selections(environment, TOTAL_COUNT, false).isIn(environment);
    }

    /** Returns whether the field named {@code name} is selected anywhere below the field, at any depth. */
    public static boolean contain(String name, DataFetchingEnvironment environment) {
        return new Selections(environment, name, true).isIn(environment);
    }

    private boolean isIn(DataFetchingEnvironment environment) {
        for (Field field : environment.getMergedField().getFields()) {
            if (isIn(field.getSelectionSet())) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(@Nullable SelectionSet set) {
        if (set == null) {
            return false;
        }
        for (Selection<?> selection : set.getSelections()) {
            if (isIncluded(selection) && isIn(selection)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(Selection<?> selection) {
        return switch (selection) {
            case Field field -> field.getName().equals(wanted) || (anywhere && isIn(field.getSelectionSet()));
            case InlineFragment inline -> isIn(inline.getSelectionSet());
            case FragmentSpread spread -> {
                FragmentDefinition fragment = fragments.get(spread.getName());
                yield fragment != null && seen.add(spread.getName()) && isIn(fragment.getSelectionSet());
            }
            default -> false;
        };
    }

    private boolean isIncluded(Selection<?> selection) {
        if (selection instanceof DirectivesContainer<?> container) {
            for (Directive directive : container.getDirectives()) {
                if ((directive.getName().equals("skip") && isTrue(directive))
                        || (directive.getName().equals("include") && !isTrue(directive))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isTrue(Directive directive) {
        Argument condition = directive.getArgument("if");
        return switch (condition == null ? null : condition.getValue()) {
            case BooleanValue literal -> literal.isValue();
            case VariableReference reference -> Boolean.TRUE.equals(variables.get(reference.getName()));
            case null, default -> false;
        };
    }
}
