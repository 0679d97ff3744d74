package io.mutuals.limit;

import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A parsed document, with the last appraisal of each of its operations. Thread-safe. */
final class KnownDocument {

    /** What a request asks for that names no operation. */
    private static final String UNNAMED = "";

    /** The fields of a query that no viewer, role or time changes; all others may depend on the viewer. */
    private static final Set<String> PUBLIC = Set.of("__schema", "__type", "__typename");

    private final Document document;
    private final PreparsedDocumentEntry entry;
    private final Map<String, Operation> operations;
    private final Set<String> publicOperations;
    private final Map<String, Appraisal> appraisals = new ConcurrentHashMap<>();

    KnownDocument(Document document) {
        this.document = document;
        this.entry = new PreparsedDocumentEntry(document);
        this.operations = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .collect(Collectors.toUnmodifiableMap(
                        operation -> operation.getName() == null ? UNNAMED : operation.getName(),
                        OperationDefinition::getOperation,
                        KnownDocument::lessHarmless));
        this.publicOperations = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(KnownDocument::isPublic)
                .map(operation -> operation.getName() == null ? UNNAMED : operation.getName())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether an operation asks for nothing but the schema, whose answer is the same for every viewer. */
    private static boolean isPublic(OperationDefinition operation) {
        return operation.getOperation() == Operation.QUERY
                && operation.getSelectionSet().getSelections().stream()
                        .allMatch(selection -> selection instanceof Field field && PUBLIC.contains(field.getName()));
    }

    /** Returns whether the answer to a request that names {@code operationName} is the same for every viewer. */
    boolean isPublic(@Nullable String operationName) {
        return operationName == null
                ? operations.size() == 1 && publicOperations.size() == 1
                : publicOperations.contains(operationName);
    }

    /** Two operations of one name are refused later, by the validation. */
    private static Operation lessHarmless(Operation one, Operation other) {
        return one == Operation.QUERY ? other : one;
    }

    /** Returns whether no other operation than a query would run for a request that names {@code operationName}. */
    boolean runsQueriesOnly(@Nullable String operationName) {
        if (operationName == null) {
            // Of several, none would run.
            return operations.size() > 1
                    || operations.values().stream().allMatch(operation -> operation == Operation.QUERY);
        }
        Operation named = operations.get(operationName);
        return named == null || named == Operation.QUERY;
    }

    PreparsedDocumentEntry entry() {
        return entry;
    }

    /** Returns the demand of an operation, as {@link DemandEstimator} does. */
    Demand demand(@Nullable String operationName, Map<String, ? extends @Nullable Object> variables) {
        String name = operationName == null ? UNNAMED : operationName;
        Appraisal last = appraisals.get(name);
        if (last != null && last.holdsFor(variables)) {
            return last.demand();
        }
        Appraisal appraisal = DemandEstimator.of(document, operationName, variables);
        // A client may ask for any number of operations that do not exist.
        if (name.isEmpty() || operations.containsKey(name)) {
            appraisals.put(name, appraisal);
        }
        return appraisal.demand();
    }
}
