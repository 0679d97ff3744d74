package io.mutuals.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.GraphQLContext;
import graphql.GraphqlErrorBuilder;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.parser.exceptions.ParseCancelledTooManyNumericLiteralCharactersException;
import io.mutuals.api.DateTimes;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.Unicode;
import io.mutuals.security.SignIn;
import io.mutuals.security.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses operations that demand too much, before they are validated. Documents that passed are cached with the demand
 * of their operations, so the next request with the same text is neither parsed nor validated, and is measured only if
 * its variables ask for lists of other sizes.
 */
@Component
class QueryLimits implements PreparsedDocumentProvider {

    /**
     * The total length of the cached texts. A parsed document takes some fifty times the memory of its text, so the
     * length is bounded rather than the number.
     */
    private static final long KEPT_CHARACTERS = 1_000_000;

    private final LimitProperties limits;
    private final Throttle throttle;
    private final ParserOptions parser;
    private final Cache<String, KnownDocument> documents = Caffeine.newBuilder()
            .maximumWeight(KEPT_CHARACTERS)
            .weigher((String text, KnownDocument document) -> text.length())
            .build();

    QueryLimits(LimitProperties limits, Throttle throttle) {
        this.limits = limits;
        this.throttle = throttle;
        this.parser = ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxTokens(limits.tokens()));
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        try {
            return CompletableFuture.completedFuture(document(input, parseAndValidate));
        } catch (Refusal refusal) {
            Bill bill = input.getGraphQLContext().get(Bill.class);
            if (bill != null) {
                bill.refuse(refusal);
            }
            return refused(refusal.code(), refusal.text(), refusal.extensions());
        } catch (RequestException untold) {
            return refused(
                    untold.code(), untold.text(), Map.of("code", untold.code().name()));
        }
    }

    private static CompletableFuture<PreparsedDocumentEntry> refused(
            ErrorCode code, String message, Map<String, Object> extensions) {
        return CompletableFuture.completedFuture(new PreparsedDocumentEntry(GraphqlErrorBuilder.newError()
                .errorType(code)
                .message("%s", message)
                .extensions(extensions)
                .build()));
    }

    private PreparsedDocumentEntry document(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        input.getGraphQLContext().put(ParserOptions.class, parser);
        Map<String, Object> variables = input.getRawVariables().toMap();
        Bill bill = input.getGraphQLContext().get(Bill.class);
        KnownDocument known = documents.getIfPresent(input.getQuery());
        Demand demand;
        if (known != null) {
            checkMethod(bill, known, input);
            demand = known.demand(input.getOperationName(), variables);
            check(demand);
        } else {
            if (!Unicode.isText(input.getQuery())) {
                return new PreparsedDocumentEntry(GraphqlErrorBuilder.newError()
                        .errorType(ErrorType.InvalidSyntax)
                        .message("The document is not Unicode text: half of a surrogate pair is missing.")
                        .build());
            }
            ParseAndValidateResult parsed = ParseAndValidate.parse(input);
            if (parsed.isFailure()) {
                Refusal refusal = refusal(parsed.getSyntaxException(), input.getQuery());
                if (refusal != null) {
                    throw refusal;
                }
                return parseAndValidate.apply(input);
            }
            known = new KnownDocument(parsed.getDocument());
            checkMethod(bill, known, input);
            demand = known.demand(input.getOperationName(), variables);
            check(demand);
            PreparsedDocumentEntry validated = parseAndValidate.apply(input);
            if (validated.hasErrors()) {
                return validated;
            }
            documents.put(input.getQuery(), known);
        }
        if (bill != null && known.isPublic(input.getOperationName())) {
            bill.isForAll();
        }
        Long payer = payer(input.getGraphQLContext());
        if (bill != null && payer != null) {
            Throttle.Balance balance = throttle.take(payer, demand.cost());
            bill.open(payer, demand.cost(), balance);
            if (balance != null && !balance.granted()) {
                throw tooSoon(demand, balance);
            }
        }
        return known.entry();
    }

    /** @throws Refusal if a document is too long to be read */
    void readable(ExecutionInput input) {
        input.getGraphQLContext().put(ParserOptions.class, parser);
        ParseAndValidateResult parsed = ParseAndValidate.parse(input);
        Refusal refusal = parsed.isFailure() ? refusal(parsed.getSyntaxException(), input.getQuery()) : null;
        if (refusal != null) {
            throw refusal;
        }
    }

    private static @Nullable Long payer(GraphQLContext context) {
        Viewer viewer = context.get(Viewer.class);
        if (viewer != null) {
            return viewer.id();
        }
        SignIn signIn = context.get(SignIn.class);
        return signIn == null ? null : signIn.payerWithoutAccount();
    }

    private static void checkMethod(@Nullable Bill bill, KnownDocument known, ExecutionInput input) {
        if (bill != null && bill.queriesOnly() && !known.runsQueriesOnly(input.getOperationName())) {
            throw Refusal.ofMethod();
        }
    }

    /** @throws Refusal if the demand exceeds a limit */
    void check(Demand demand) {
        check("depth", demand.depth(), limits.depth());
        check("rootFields", demand.rootFields(), limits.rootFields());
        check("aliases", demand.aliases(), limits.aliases());
        check("directives", demand.directives(), limits.directives());
        check("pageProduct", demand.pageProduct(), limits.pageProduct());
        check("cost", demand.cost(), limits.cost());
    }

    private static void check(String limit, long asked, long max) {
        if (asked > max) {
            throw refusal(
                    ErrorCode.QUERY_TOO_LARGE,
                    "This asks for too much: its " + limit + " is " + asked + ", and at most " + max + " is answered.",
                    Map.of("limit", limit, "asked", asked, "maximum", max));
        }
    }

    /**
     * Returns the refusal of a document that the parser did not read to its end; null if the document is not GraphQL.
     */
    private @Nullable Refusal refusal(@Nullable InvalidSyntaxException thrown, String document) {
        return switch (thrown) {
            case ParseCancelledException tooMany
            when startsWith(tooMany, "#") -> unread("comments", limits.tokens(), "comments");
            case ParseCancelledException tooMany
            when isBlank(tooMany) -> unread("blanks", parser.getMaxWhitespaceTokens(), "blanks, line ends and commas");
            case ParseCancelledException tooMany -> unread("tokens", limits.tokens(), "words and signs");
            case ParseCancelledTooDeepException tooDeep ->
                unread("nesting", parser.getMaxRuleDepth(), "brackets within each other");
            case ParseCancelledTooManyCharsException tooMany ->
                refusal(
                        ErrorCode.QUERY_TOO_LARGE,
                        tooLong(parser.getMaxCharacters(), "characters"),
                        Map.of(
                                "limit",
                                "characters",
                                "asked",
                                document.length(),
                                "maximum",
                                parser.getMaxCharacters()));
            case ParseCancelledTooManyNumericLiteralCharactersException tooMany ->
                unread("digits", parser.getMaxNumericLiteralCharacters(), "digits of a number");
            case null, default -> null;
        };
    }

    private static boolean startsWith(InvalidSyntaxException thrown, String start) {
        return thrown.getOffendingToken() != null && thrown.getOffendingToken().startsWith(start);
    }

    /** To GraphQL a comma is white space. */
    private static boolean isBlank(InvalidSyntaxException thrown) {
        return thrown.getOffendingToken() != null
                && thrown.getOffendingToken().replace(',', ' ').isBlank();
    }

    /** Without the number that was asked for: the parser stops at the limit. */
    private static Refusal unread(String limit, int max, String what) {
        return refusal(ErrorCode.QUERY_TOO_LARGE, tooLong(max, what), Map.of("limit", limit, "maximum", max));
    }

    private static String tooLong(int max, String what) {
        return "This document is too long: at most " + max + " " + what + " are read.";
    }

    private static Refusal tooSoon(Demand demand, Throttle.Balance balance) {
        Instant resetAt = balance.enoughAt(demand.cost());
        return new Refusal(
                ErrorCode.RATE_LIMITED,
                "You have asked for a lot in a short time; please wait a moment.",
                Map.of("resetAt", DateTimes.text(resetAt), "code", ErrorCode.RATE_LIMITED.name()),
                Duration.between(balance.at(), resetAt));
    }

    private static Refusal refusal(ErrorCode code, String message, Map<String, Object> details) {
        Map<String, Object> extensions = new LinkedHashMap<>(details);
        extensions.put("code", code.name());
        return new Refusal(code, message, extensions);
    }
}
