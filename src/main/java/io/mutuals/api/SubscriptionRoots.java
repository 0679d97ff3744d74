package io.mutuals.api;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.validation.ValidationError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses a subscription that does not have exactly one root field, and names the surplus field. The engine names none,
 * and fails if variables decide how many there are.
 */
@Component
class SubscriptionRoots extends SimplePerformantInstrumentation {

    @Override
    public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
            InstrumentationValidationParameters parameters, InstrumentationState state) {
        Document document = parameters.getDocument();
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            GraphQLError refusal =
                    operation.getOperation() == Operation.SUBSCRIPTION ? refusal(document, operation) : null;
            if (refusal != null) {
                throw new AbortExecutionException(List.of(refusal));
            }
        }
        return SimpleInstrumentationContext.noOp();
    }

    static @Nullable GraphQLError refusal(Document document, OperationDefinition operation) {
        Roots roots = new Roots(document);
        roots.collect(operation.getSelectionSet());
        if (roots.conditional != null) {
            return error(
                    roots.conditional,
                    "A subscription has exactly one root field, so @skip and @include cannot stand at its "
                            + "root; put them on the fields below.");
        }
        List<Field> fields = List.copyOf(roots.fields.values());
        if (fields.size() > 1) {
            return error(
                    fields.get(1),
                    "A subscription has exactly one root field: \""
                            + fields.get(1).getResultKey() + "\" is one too many beside \""
                            + fields.get(0).getResultKey() + "\". Start another subscription for it.");
        }
        if (fields.size() == 1 && fields.getFirst().getName().startsWith("__")) {
            return error(
                    fields.getFirst(),
                    "\"" + fields.getFirst().getName() + "\" cannot be subscribed to; ask for it in a query.");
        }
        return null;
    }

    private static GraphQLError error(Node<?> where, String message) {
        return GraphqlErrorBuilder.newError()
                .errorType(ErrorCode.GRAPHQL_VALIDATION_FAILED)
                .message("%s", message)
                .location(where.getSourceLocation())
                .extensions(Map.of("code", ErrorCode.GRAPHQL_VALIDATION_FAILED.name()))
                .build();
    }

    /** The root fields by their result keys. Fragments may still spread themselves or be missing. */
    private static final class Roots {

        private final Map<String, FragmentDefinition> fragments = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private final Map<String, Field> fields = new LinkedHashMap<>();
        private @Nullable Node<?> conditional;

        private Roots(Document document) {
            document.getDefinitionsOfType(FragmentDefinition.class)
                    .forEach(fragment -> fragments.putIfAbsent(fragment.getName(), fragment));
        }

        private void collect(SelectionSet set) {
            for (Selection<?> selection : set.getSelections()) {
                if (conditional == null
                        && selection instanceof DirectivesContainer<?> container
                        && (container.hasDirective("skip") || container.hasDirective("include"))) {
                    conditional = selection;
                }
                switch (selection) {
                    case Field field -> fields.putIfAbsent(field.getResultKey(), field);
                    case InlineFragment inline -> collect(inline.getSelectionSet());
                    case FragmentSpread spread -> {
                        FragmentDefinition fragment = fragments.get(spread.getName());
                        if (fragment != null && seen.add(spread.getName())) {
                            collect(fragment.getSelectionSet());
                        }
                    }
                    default -> {}
                }
            }
        }
    }
}
