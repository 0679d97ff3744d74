package io.mutuals.limit;

import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.language.OperationDefinition;
import io.mutuals.api.EngineMessage;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/**
 * Appraises documents before any request sends them: whether they fit the schema, and the limits of a request, with the
 * defaults of their variables. Thread-safe.
 */
@Component
public class DocumentAppraiser {

    private final QueryLimits limits;
    private final ObjectProvider<GraphQlSource> source;

    DocumentAppraiser(QueryLimits limits, ObjectProvider<GraphQlSource> source) {
        this.limits = limits;
        this.source = source;
    }

    /** Returns a sentence that says why a document would never be answered; null if it may be. */
    public @Nullable String problem(String text) {
        ExecutionInput input =
                ExecutionInput.newExecutionInput(text).locale(Locale.ENGLISH).build();
        try {
            limits.readable(input);
        } catch (Refusal unreadable) {
            return unreadable.text();
        }
        ParseAndValidateResult result =
                ParseAndValidate.parseAndValidate(source.getObject().schema(), input);
        if (result.isFailure()) {
            GraphQLError first = result.getErrors().getFirst();
            return EngineMessage.plain(String.valueOf(first.getMessage()));
        }
        KnownDocument known = new KnownDocument(result.getDocument());
        for (OperationDefinition operation : result.getDocument().getDefinitionsOfType(OperationDefinition.class)) {
            try {
                limits.check(known.demand(operation.getName(), Map.of()));
            } catch (Refusal tooMuch) {
                return tooMuch.text();
            }
        }
        return null;
    }
}
