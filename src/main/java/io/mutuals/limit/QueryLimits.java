package io.mutuals.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import io.mutuals.api.ErrorCode;
import io.mutuals.security.Viewer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Measures every operation, and refuses it before it is validated when it asks for too much. Documents that have passed are kept, so that
 * the next request with the same text is only measured, for its variables.
 */
@Component
class QueryLimits implements PreparsedDocumentProvider {

    private static final int KEPT_DOCUMENTS = 1_000;

    private final LimitProperties limits;
    private final Throttle throttle;
    private final ParserOptions parser;
    private final com.github.benmanes.caffeine.cache.Cache<String, Document> passed =
            Caffeine.newBuilder().maximumSize(KEPT_DOCUMENTS).build();

    QueryLimits(LimitProperties limits, Throttle throttle) {
        this.limits = limits;
        this.throttle = throttle;
        this.parser = ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxTokens(limits.tokens()));
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        return CompletableFuture.completedFuture(document(input, parseAndValidate));
    }

    private PreparsedDocumentEntry document(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        input.getGraphQLContext().put(ParserOptions.class, parser);
        Document kept = passed.getIfPresent(input.getQuery());
        Document document = kept;
        if (document == null) {
            ParseAndValidateResult parsed = ParseAndValidate.parse(input);
            if (parsed.isFailure()) {
                return parsed.getSyntaxException() instanceof ParseCancelledException
                        ? new PreparsedDocumentEntry(tooLong())
                        : parseAndValidate.apply(input);
            }
            document = parsed.getDocument();
        }
        Demand demand = Appraisal.of(
                document, input.getOperationName(), input.getRawVariables().toMap());
        GraphQLError refusal = refusal(demand);
        if (refusal != null) {
            return new PreparsedDocumentEntry(refusal);
        }
        PreparsedDocumentEntry entry = kept == null ? parseAndValidate.apply(input) : new PreparsedDocumentEntry(kept);
        if (entry.hasErrors()) {
            return entry;
        }
        passed.put(input.getQuery(), document);
        Bill bill = input.getGraphQLContext().get(Bill.class);
        Viewer viewer = input.getGraphQLContext().get(Viewer.class);
        if (bill != null && viewer != null) {
            Throttle.Balance balance = throttle.take(viewer.id(), demand.cost());
            bill.open(viewer.id(), demand.cost(), balance);
            if (balance != null && !balance.granted()) {
                return new PreparsedDocumentEntry(tooSoon(demand, balance));
            }
        }
        return entry;
    }

    private @Nullable GraphQLError refusal(Demand demand) {
        Map<String, long[]> figures = new LinkedHashMap<>();
        figures.put("depth", new long[] {demand.depth(), limits.depth()});
        figures.put("rootFields", new long[] {demand.rootFields(), limits.rootFields()});
        figures.put("aliases", new long[] {demand.aliases(), limits.aliases()});
        figures.put("directives", new long[] {demand.directives(), limits.directives()});
        figures.put("pageProduct", new long[] {demand.pageProduct(), limits.pageProduct()});
        figures.put("cost", new long[] {demand.cost(), limits.cost()});
        for (var figure : figures.entrySet()) {
            long asked = figure.getValue()[0];
            long most = figure.getValue()[1];
            if (asked > most) {
                return error(
                        ErrorCode.QUERY_TOO_LARGE,
                        "This asks for too much: its " + figure.getKey() + " is " + asked + ", and at most " + most
                                + " is answered.",
                        Map.of("limit", figure.getKey(), "asked", asked, "maximum", most));
            }
        }
        return null;
    }

    private GraphQLError tooLong() {
        return error(
                ErrorCode.QUERY_TOO_LARGE,
                "This document is too long: at most " + limits.tokens() + " words and signs are read.",
                Map.of("limit", "tokens", "maximum", limits.tokens()));
    }

    private static GraphQLError tooSoon(Demand demand, Throttle.Balance balance) {
        return error(
                ErrorCode.RATE_LIMITED,
                "You have asked for a lot in a short time; please wait a moment.",
                Map.of("resetAt", balance.enoughAt(demand.cost()).toString()));
    }

    private static GraphQLError error(ErrorCode code, String message, Map<String, Object> details) {
        Map<String, Object> extensions = new LinkedHashMap<>(details);
        extensions.put("code", code.name());
        return GraphqlErrorBuilder.newError()
                .errorType(code)
                .message("%s", message)
                .extensions(extensions)
                .build();
    }
}
