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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the demand of an operation before it is validated or run.
 *
 * <p>Each fragment is measured once, however often it is spread, so a small document of nested fragments takes no
 * longer than any other. Fragments that spread themselves count as nothing; validation refuses them. The estimate does
 * not use the schema: a field with {@code first} or {@code last} is a page, and {@code ids} is a list of objects.
 */
final class DemandEstimator {

    /**
     * The assumed sizes of lists that no argument bounds. Other lists outside of pages are assumed to have one item.
     */
    private static final Map<String, Integer> ASSUMED_SIZES = Map.ofEntries(
            Map.entry("sample", 3),
            Map.entry("activities", 4),
            Map.entry("guardians", 2),
            Map.entry("wardApplications", 2),
            Map.entry("pathFromViewer", 4),
            Map.entry("reactions", 3),
            Map.entry("mentions", 2),
            Map.entry("typing", 2),
            Map.entry("signals", 5),
            Map.entry("callers", 5),
            Map.entry("variants", 3),
            Map.entry("effects", 2),
            Map.entry("guardrails", 4),
            Map.entry("overrides", 10),
            Map.entry("audit", 10),
            Map.entry("daily", 90),
            Map.entry("rows", 500));

    /** Fields of a page, a preview, a stream's event or a reaction that return one object for each item. */
    private static final Set<String> ITEMS = Set.of("edges", "nodes", "places", "left", "users", "events");

    /** Lists without a page, of as many objects as their argument says, by the field that they are in. */
    private static final Map<String, String> PLAIN_LISTS = Map.of("activities", "friends");

    /** The number of items of these fields if no argument tells it. */
    private static final Map<String, Long> DEFAULT_SIZES =
            Map.of("sync", 100L, "conversationEvents", 50L, "inboxEvents", 50L, "reactions", 3L);

    /** The largest list that an argument {@code limit} can bound; it may exceed a page. */
    private static final long LARGEST_LIMIT = 500;

    /** The largest page; the field itself refuses a larger one. */
    private static final long LARGEST_PAGE = Page.MAX_FIRST;

    /** The cost of a mutation in addition to its payload. */
    private static final long MUTATION_COST = 10;

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<Spread, Demand> measured = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, ? extends @Nullable Object> variables;
    private final Map<String, Value<?>> defaults = new HashMap<>();
    private final Map<Appraisal.Source, Long> sizes;

    /** The name of a list in the selection that is being read that is no page; null if there is none. */
    private @Nullable String plainList;

    private DemandEstimator(
            Document document, Map<String, ? extends @Nullable Object> variables, Map<Appraisal.Source, Long> sizes) {
        this.variables = variables;
        this.sizes = sizes;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.putIfAbsent(fragment.getName(), fragment));
    }

    /**
     * Returns the demand of the operation with the given name, or of the most expensive one if no name is given;
     * nothing if there is no such operation.
     */
    static Appraisal of(
            Document document, @Nullable String operationName, Map<String, ? extends @Nullable Object> variables) {
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation ->
                        operationName == null || operationName.isEmpty() || operationName.equals(operation.getName()))
                .toList();
        Demand largest = Demand.NOTHING;
        Map<Appraisal.Source, Long> sizes = new HashMap<>();
        for (OperationDefinition operation : operations) {
            Demand demand = new DemandEstimator(document, variables, sizes).of(operation);
            largest = largest.cost() > demand.cost() ? largest : demand;
        }
        return new Appraisal(largest, Map.copyOf(sizes));
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
            return demand.and(
                    new Demand(0, 0, 0, 0, 1, MUTATION_COST * Math.min(demand.rootFields(), Integer.MAX_VALUE)));
        }
        return demand;
    }

    /** @param page the number of items of the page that the selection belongs to; 1 outside of a page */
    private Demand of(@Nullable SelectionSet set, long page) {
        Demand sum = Demand.NOTHING;
        if (set != null) {
            for (Selection<?> selection : set.getSelections()) {
                sum = sum.and(of(selection, page));
            }
        }
        return sum;
    }

    private Demand of(Selection<?> selection, long page) {
        return switch (selection) {
            case Field field -> of(field, page);
            case InlineFragment inline ->
                of(inline.getSelectionSet(), page).spread(inline.getDirectives().size());
            case FragmentSpread spread ->
                of(new Spread(spread.getName(), page, plainList))
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
        boolean isItem = ITEMS.contains(field.getName()) && ids == null;
        boolean isObject = field.getSelectionSet() != null;
        long asked = size == null ? items(field) : Math.min(LARGEST_PAGE, number(size, LARGEST_PAGE));
        boolean isPlainList = field.getName().equals(plainList);
        long listed = isPlainList ? asked : isObject ? ASSUMED_SIZES.getOrDefault(field.getName(), 1) : 1;
        long times = isItem ? page : ids == null ? listed : length(ids);
        return inside(field, isPlainList ? 1 : asked).below(aliased, directives, times, isObject ? 1 : 0);
    }

    /** @param page the number of items of the page that the selection of the field belongs to */
    private Demand inside(Field field, long page) {
        String outside = plainList;
        plainList = PLAIN_LISTS.get(field.getName());
        try {
            return of(field.getSelectionSet(), page);
        } finally {
            plainList = outside;
        }
    }

    /** Returns the number of items below a field that is not a page. */
    private long items(Field field) {
        long standard = DEFAULT_SIZES.getOrDefault(field.getName(), 1L);
        Value<?> limit = argument(field, "limit");
        if (limit != null) {
            return Math.min(LARGEST_LIMIT, number(limit, standard));
        }
        Value<?> userIds = argument(field, "userIds");
        return userIds == null ? standard : length(userIds);
    }

    /**
     * A fragment that is spread in a page of the given size.
     *
     * @param plainList a list in it that is no page; null if there is none
     */
    private record Spread(
            String fragment, long page, @Nullable String plainList) {}

    private static @Nullable Value<?> argument(Field field, String name) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals(name)) {
                return argument.getValue();
            }
        }
        return null;
    }

    /** @param otherwise the value to assume if the document does not tell it */
    private long number(Value<?> value, long otherwise) {
        return switch (value) {
            case IntValue literal -> atLeastOne(literal.getValue());
            case VariableReference reference -> {
                long given = size(reference, false);
                if (given == Appraisal.Source.MISSING
                        && defaults.get(reference.getName()) instanceof IntValue literal) {
                    yield atLeastOne(literal.getValue());
                }
                yield given > 0 ? given : otherwise;
            }
            default -> otherwise;
        };
    }

    private long length(Value<?> value) {
        return switch (value) {
            case ArrayValue literal -> Math.max(1, literal.getValues().size());
            case VariableReference reference -> {
                long given = size(reference, true);
                if (given == Appraisal.Source.MISSING
                        && defaults.get(reference.getName()) instanceof ArrayValue literal) {
                    yield Math.max(1, literal.getValues().size());
                }
                yield Math.max(1, given);
            }
            default -> 1;
        };
    }

    private long size(VariableReference reference, boolean isList) {
        Appraisal.Source source = new Appraisal.Source(reference.getName(), isList);
        return sizes.computeIfAbsent(source, first -> first.size(variables));
    }

    private static long atLeastOne(BigInteger value) {
        return value.bitLength() >= Long.SIZE ? Long.MAX_VALUE : Math.max(1, value.longValue());
    }
}
