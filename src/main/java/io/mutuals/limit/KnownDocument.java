package io.mutuals.limit;

import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A parsed document, with the last appraisal of each of its operations. Thread-safe. */
final class KnownDocument {

    /** What a request asks for that names no operation. */
    private static final String UNNAMED = "";

    private final Document document;
    private final PreparsedDocumentEntry entry;
    private final Set<String> operations;
    private final Map<String, Appraisal> appraisals = new ConcurrentHashMap<>();

    KnownDocument(Document document) {
        this.document = document;
        this.entry = new PreparsedDocumentEntry(document);
        this.operations = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .map(operation -> operation.getName() == null ? UNNAMED : operation.getName())
                .collect(Collectors.toUnmodifiableSet());
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
        if (name.isEmpty() || operations.contains(name)) {
            appraisals.put(name, appraisal);
        }
        return appraisal.demand();
    }
}
