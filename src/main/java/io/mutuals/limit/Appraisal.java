package io.mutuals.limit;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import io.mutuals.api.Page;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures what an operation asks for before anything of it is validated or run.
 *
 * <p>Every fragment is measured once, however often it is spread, so that a small document of doubled fragments takes no longer than
 * any other; fragments that spread themselves count as nothing, for validation to refuse. It knows nothing of the schema: a page is
 * what has {@code first} or {@code last}, and {@code ids} are a list of them.
 */
final class Appraisal {

    /** How many places a list is taken to have that no argument bounds; any other that is none of a page is taken to have one. */
    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("sample", 3),
            Map.entry("pathFromViewer", 4),
            Map.entry("reactions", 3),
            Map.entry("mentions", 2),
            Map.entry("typing", 2),
            Map.entry("signals", 5),
            Map.entry("variants", 3),
            Map.entry("effects", 2),
            Map.entry("guardrails", 4),
            Map.entry("overrides", 10),
            Map.entry("audit", 10),
            Map.entry("daily", 90));

    private static final String EDGES = "edges";

    /** The fields of a page, of a preview, of a stream's event, or of a reaction that return as many things as it has places. */
    private static final Set<String> PLACES = Set.of(EDGES, "nodes", "places", "left", "users", "events");

    /** How many places there are below these fields when no argument tells. */
    private static final Map<String, Long> STANDARD =
            Map.of("sync", 100L, "conversationEvents", 50L, "inboxEvents", 50L, "reactions", 3L);

    /** What a {@code limit} bounds may be larger than a page. */
    private static final long LARGEST_LIMIT = 500;

    /** No page is larger, whatever is asked for; what asks for more is refused by the field. */
    private static final long LARGEST_PAGE = Page.MAX_FIRST;

    /** What a mutation costs beside what it tells. */
    private static final long CHANGE = 10;

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<Spread, Demand> measured = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, Object> variables;
    private final Map<String, Value<?>> defaults = new HashMap<>();

    private Appraisal(Document document, Map<String, Object> variables) {
        this.variables = variables;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.putIfAbsent(fragment.getName(), fragment));
    }

    /** What the operation of that name asks for, or the only one; nothing when there is none such. */
    static Demand of(Document document, @Nullable String operationName, Map<String, Object> variables) {
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation ->
                        operationName == null || operationName.isEmpty() || operationName.equals(operation.getName()))
                .toList();
        Demand all = Demand.NOTHING;
        for (OperationDefinition operation : operations) {
            Demand demand = new Appraisal(document, variables).of(operation);
            all = all.cost() > demand.cost() ? all : demand;
        }
        return all;
    }

    private Demand of(OperationDefinition operation) {
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            if (variable.getDefaultValue() != null) {
                defaults.put(variable.getName(), variable.getDefaultValue());
            }
        }
        Demand below = of(operation.getSelectionSet(), 1);
        Demand demand = below.spread(operation.getDirectives().size());
        if (operation.getOperation() == OperationDefinition.Operation.MUTATION) {
            return demand.and(new Demand(0, 0, 0, 0, 1, CHANGE * Math.min(demand.rootFields(), Integer.MAX_VALUE)));
        }
        return demand;
    }

    /** @param page how many places the page has that the selection is made of; 1 when it is of no page */
    private Demand of(@Nullable SelectionSet set, long page) {
        Demand all = Demand.NOTHING;
        if (set != null) {
            for (Selection<?> selection : set.getSelections()) {
                all = all.and(of(selection, page));
            }
        }
        return all;
    }

    private Demand of(Selection<?> selection, long page) {
        return switch (selection) {
            case Field field -> of(field, page);
            case InlineFragment inline ->
                of(inline.getSelectionSet(), page).spread(inline.getDirectives().size());
            case FragmentSpread spread ->
                of(new Spread(spread.getName(), page))
                        .spread(spread.getDirectives().size());
            default -> Demand.NOTHING;
        };
    }

    private Demand of(Spread spread) {
        Demand known = measured.get(spread);
        if (known != null) {
            return known;
        }
        FragmentDefinition fragment = fragments.get(spread.fragment());
        if (fragment == null || !open.add(spread.fragment())) {
            return Demand.NOTHING;
        }
        Demand demand = of(fragment.getSelectionSet(), spread.page());
        open.remove(spread.fragment());
        measured.put(spread, demand);
        return demand;
    }

    private Demand of(Field field, long page) {
        boolean aliased = field.getAlias() != null;
        int directives = field.getDirectives().size();
        if (field.getName().startsWith("__")) {
            // Introspection is bounded by the engine itself; it reads nothing but the schema.
            return Demand.NOTHING.below(aliased, directives, 1, 0);
        }
        Value<?> first = argument(field, "first");
        Value<?> size = first == null ? argument(field, "last") : first;
        Value<?> ids = argument(field, "ids");
        boolean isPlace = PLACES.contains(field.getName()) && ids == null;
        boolean isObject = field.getSelectionSet() != null;
        int listed = isObject ? SIZES.getOrDefault(field.getName(), 1) : 1;
        long times = isPlace ? page : ids == null ? listed : length(ids);
        boolean isThing = isObject && !field.getName().equals(EDGES);
        return of(
                        field.getSelectionSet(),
                        size == null ? places(field) : Math.min(LARGEST_PAGE, number(size, LARGEST_PAGE)))
                .below(aliased, directives, times, isThing ? 1 : 0);
    }

    /** How many places there are below a field that is no page. */
    private long places(Field field) {
        long standard = STANDARD.getOrDefault(field.getName(), 1L);
        Value<?> limit = argument(field, "limit");
        if (limit != null) {
            return Math.min(LARGEST_LIMIT, number(limit, standard));
        }
        Value<?> people = argument(field, "userIds");
        return people == null ? standard : length(people);
    }

    /** A fragment, spread in a page of that size. */
    private record Spread(String fragment, long page) {}

    private static @Nullable Value<?> argument(Field field, String name) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals(name)) {
                return argument.getValue();
            }
        }
        return null;
    }

    /** @param otherwise what it is taken to be when it does not tell */
    private long number(Value<?> value, long otherwise) {
        return switch (value) {
            case IntValue literal -> atLeastOne(literal.getValue());
            case VariableReference reference -> {
                Object given = variables.get(reference.getName());
                Value<?> usual = defaults.get(reference.getName());
                if (given instanceof Number number) {
                    yield Math.max(1, number.longValue());
                }
                yield given == null && usual instanceof IntValue literal ? atLeastOne(literal.getValue()) : otherwise;
            }
            default -> otherwise;
        };
    }

    private long length(Value<?> value) {
        return switch (value) {
            case ArrayValue literal -> Math.max(1, literal.getValues().size());
            case VariableReference reference -> {
                Object given = variables.get(reference.getName());
                if (given instanceof Collection<?> list) {
                    yield Math.max(1, list.size());
                }
                yield given == null && defaults.get(reference.getName()) instanceof ArrayValue literal
                        ? Math.max(1, literal.getValues().size())
                        : 1;
            }
            default -> 1;
        };
    }

    private static long atLeastOne(BigInteger value) {
        return value.bitLength() >= Long.SIZE ? Long.MAX_VALUE : Math.max(1, value.longValue());
    }
}
